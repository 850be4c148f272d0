/**
 * Words that people put into passwords, and that guessing programs therefore try first: lower case, three letters or
 * more. Written for this software and its trade; add what an incident teaches. The rule is in password-rules.ts.
 */
const ABOUT_PASSWORDS = `
  access account admin administrator change changeme computer default enter guest hello internet keyboard letmein
  letmeinnow login logon master member network office online open openup pass password passwort passwd passphrase
  please private random reset root secret secure security server service setup support system temp temporary test
  testing tester user username welcome windows word hidden nothing whatever forget remember microsoft google samsung
  sony ericsson nokia motorola playstation nintendo minecraft pokemon facebook instagram yahoo hotmail gmail`;

const ABOUT_THIS_SOFTWARE = `
  advice adjust adjustment alignment ankle appointment assessment back backpain balance body bone booking care case
  chiro chiropractic chiropractor clinic clinical clinician consult desk diary doctor exercise exercises fitness
  flexible frontdesk gym health healthcare healthy heal hip hospital injury joint knee lumbar manager massage medical
  medicine mobile mobility movement muscle neck nerve nurse osteo osteopath osteopathy pain patient patients pelvis
  pilates physio physiotherapist physiotherapy plan portal posture practice practitioner prescribe prescription
  program programme reception rehab relax rest routine runner running sciatica shoulder spinal spine sport sports
  staff stretch stretching strong surgery team therapist therapy training treatment wellness work workout yoga`;

const PEOPLE_AND_FEELINGS = `
  alex alexander amanda andrea andrew angel angela anna anthony ashley baby babygirl barbara best boss boy brother
  charles charlie chris christian christopher daddy daniel dave david diana elizabeth emily emma eric family father
  forever frank fred freedom friend friends george girl grace hannah happy harry hate heart heaven helen henry home
  honey house hunter jack jackson jacob james jane jason jennifer jessica jesus john johnny jordan joseph joshua julia
  justin karen kate katie kevin king kiss laura lady lauren life linda lisa lord louise love lovely lover loveyou
  lucky lucy maggie maria marie mark martin mary matthew maxwell melissa michael michelle mike miss molly money mother
  mummy natalie nicholas nicole nikita oliver olivia paul peter philip prince princess queen rachel rebecca richard
  robert ryan samantha samuel sarah scott sexy simon sister smile sophie stephen steven sweet susan sweetheart thomas
  trust veronica victor victoria vladimir william world yourself iloveyou ilove you and the for not`;

const THINGS_AND_TIMES = `
  airplane apple april arsenal autumn august avatar banana barcelona baseball basketball batman beach beautiful beer
  birthday black blue bond bulldog butter butterfly california canada castle cat champion cheese cheeseburger chelsea
  cherry chicago chicken chocolate christmas city classic coffee cookie cool cowboy cricket crystal dance dark death
  december devil diamond dog dolphin dragon dream eagle easter elephant england extreme falcon fantasy february ferrari
  final fire fish flower football forest france friday garden germany ghost ginger glory gold golden golf green guitar
  hammer harley hockey holiday horse ice january july june jungle killer kitten knight legend lemon light lion
  liverpool london madrid magic manchester march marina marvel matrix metal midnight monday monkey monster moon
  morning mountain music mustang need newyork night ninja november october orange panther paradise party peace peanut
  pepper phoenix pirate pizza player police power purple rabbit rainbow rangers red river rock rocket romeo rose rugby
  sailor saturday school scotland sea september shadow silver simple snow soccer space spider spiderman spring star
  starwars storm strawberry street success sugar summer sun sunday sunflower sunny sunset sunshine super superman
  supernatural tennis thunder thursday tiger tottenham tuesday turtle unicorn united wales water wednesday white wild
  winner winter wizard wolf wonderful yankees yellow zombie`;

/** Long enough to be a password by themselves. */
const LONG_WORDS = `
  acknowledgement advertisement anniversary antananarivo architecture autobiography basketballer broadcasting
  calculations catastrophe celebration cheerleader chesterfield circumstances civilisation civilization combination
  commissioner communication communications comprehensive concentration configuration congratulations consciousness
  consideration constantinople constitution construction contemporary contribution conversation cosmopolitan
  counterstrike demonstration determination development disappointment distribution documentary encyclopedia
  engineering entertainment environment establishment everlasting examination extraordinary frederiksberg
  gastrointestinal generation grandfather grandmother hallelujah headquarters heartbreaker hippopotamus honeymooners
  identification imagination independence independent individuality information infrastructure inspiration
  instructions intelligence interesting international introduction investigation kaleidoscope kindergarten
  laboratories leavemealone legislation libertarian lieutenant manufacturer massachusetts mathematical mathematics
  mediterranean metropolitan mississippi motherfucker neighborhood neighbourhood northampton nevertheless
  organisation organization overwhelming participation peanutbutter performance perspective pharmaceutical
  philadelphia philosophy photographer photography playstation pneumonia population pornographic possibilities
  predictable preparation presentation professional professionals psychological psychologist qualification
  recommendation relationship relationships representative requirements responsibility revolutionary sanfrancisco
  satisfaction scandinavian schoolmaster screwdriver skateboarder sophisticated specification stratocaster
  subconscious successfully superintendent technological technology thanksgiving theatrical transformation
  transformers transportation trustworthy unbelievable underground understanding unfortunately universities
  unpredictable vulnerability wolverhampton`;

export const GUESSABLE_WORDS: ReadonlySet<string> = new Set(
  [ABOUT_PASSWORDS, ABOUT_THIS_SOFTWARE, PEOPLE_AND_FEELINGS, THINGS_AND_TIMES, LONG_WORDS].flatMap((words) =>
    words.trim().split(/\s+/),
  ),
);
