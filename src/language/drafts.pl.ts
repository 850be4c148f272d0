/**
 * The fixed texts for patients in Polish. MACHINE DRAFT, NEEDS REVIEW: nobody who speaks the language has read these.
 * Nothing here is shown before a clinician approved it. By the id of the English text; `of` is the sum of the English translated.
 */
import type { Draft } from './drafts';

export const DRAFTS_PL: Record<string, Draft> = {
  not_watched: {
    of: '2df577c01c48',
    says: 'Nikt nie pilnuje tej aplikacji przez cały dzień. Nie czekaj tu na odpowiedź.',
  },
  'emergency.title': {
    of: 'ebc9a07c61fb',
    says: 'Jedź na ostry dyżur (A&E) lub dzwoń pod {emergency} natychmiast, jeśli:',
  },
  'sign.CARD': {
    of: '4bff2b0f096d',
    says: 'masz ból w klatce piersiowej, z bólem pleców lub bez niego (dzwoń pod {emergency})',
  },
  'sign.CES-6': {
    of: 'fdf26fbe98d2',
    says: 'bolą cię plecy i masz ból, mrowienie, osłabienie lub drętwienie w obu nogach',
  },
  'sign.CES-2': {
    of: 'bc4e77c746ff',
    says: 'bolą cię plecy i czujesz drętwienie lub mrowienie wokół pośladków lub miejsc intymnych',
  },
  'sign.CES-1': {
    of: '76ff3ed1132b',
    says: 'bolą cię plecy i trudno ci zacząć siusiać lub tego nie czujesz',
  },
  'sign.CES-4': {
    of: '53d0398a3fe1',
    says: 'bolą cię plecy i nie możesz utrzymać moczu lub kału albo nie czujesz, kiedy musisz iść do toalety',
  },
  'sign.CES-5': {
    of: '7befb14f7596',
    says: 'bolą cię plecy, a twoje czucie seksualne lub wzwody niedawno się zmieniły',
  },
  'sign.FX': { of: '812d9afcfd24', says: 'ból pleców zaczął się po ciężkim wypadku' },
  'urgent.title': {
    of: 'c560dcdea087',
    says: 'Nie zwlekaj i dzwoń [pod {advice} lub ]do lekarza rodzinnego (GP), jeśli:',
  },
  'sign.TEMPERATURE': { of: '7c0ad21af703', says: 'masz wysoką temperaturę' },
  'sign.WEIGHT': { of: '732dcc3ade87', says: 'waga ci spadła, choć nie próbujesz schudnąć' },
  'sign.SHAPE': { of: '2c465b84ac7d', says: 'masz guzek na plecach lub twoje plecy zmieniły kształt' },
  'sign.NIGHT': { of: '4ca28ada5d19', says: 'ból nie słabnie, gdy odpoczywasz, lub jest gorszy w nocy' },
  'stop_if.title': { of: 'db414ffddf03', says: 'Przerwij ćwiczenie, jeśli:' },
  'stop_if.further_down': { of: 'f1a41e18398f', says: 'ból schodzi niżej w nogę' },
  'stop_if.numb': { of: 'd1f51c1abe72', says: 'czujesz nowe drętwienie, mrowienie lub osłabienie' },
  worse_mornings: { of: '4744bbc9e9da', says: 'ból jest gorszy następnego ranka, dwa dni z rzędu' },
  'stop_if.chest': {
    of: '2f2d40bd4146',
    says: 'masz ból w klatce piersiowej: dzwoń pod {emergency} natychmiast, nawet jeśli plecy nie bolą',
  },
  'stop_if.dizzy': { of: '3d1609f4b33d', says: 'kręci ci się w głowie, masz mdłości lub brakuje ci tchu' },
  'stop_if.next_morning': { of: '4298071e5664', says: 'ból jest gorszy następnego ranka' },
  'stop_if.many_mornings': {
    of: 'ec6547115fbf',
    says: 'ból jest gorszy następnego ranka, tyle dni z rzędu: {days}',
  },
  'stop_if.form_lost': { of: '274730fca833', says: 'nie możesz już robić tego prawidłowo' },
  'pain_guide.title': {
    of: '62a1f08a1781',
    says: 'Oceń swój ból liczbą od 0 do 10. 0 to brak bólu. 10 to najgorszy ból, jaki możesz sobie wyobrazić.',
  },
  'pain_guide.from_to': { of: '3e5e0d2ebedb', says: 'od {from} do {to}' },
  'pain_guide.or_more': { of: '35a386d22ccf', says: '{from} lub więcej' },
  'pain_guide.go_on': { of: '31c9f8447f38', says: '{pain}: ćwicz dalej.' },
  'pain_guide.fine': { of: 'c665645e7dd7', says: '{pain}: wszystko dobrze. Ćwicz dalej.' },
  'pain_guide.settles': {
    of: '1f3fdccc17b0',
    says: '{pain}: to w porządku, jeśli do następnego ranka ból się uspokoi.',
  },
  'pain_guide.ok': { of: '4a7962813f9d', says: '{pain}: to w porządku. Ćwicz dalej.' },
  'pain_guide.stop': { of: 'ec3c2d5368f7', says: '{pain}: przerwij to ćwiczenie na dziś i powiedz nam.' },
  'pain_guide.where': { of: '2e92bd1b0130', says: 'Miejsce bólu jest ważniejsze niż liczba.' },
  'pain_guide.stays': {
    of: '7d9c8b8bf2d8',
    says: 'Ból zostaje tam, gdzie jest, lub przesuwa się w górę do pleców: ćwicz dalej.',
  },
  'pain_guide.moves_down': {
    of: '40677f39a7bf',
    says: 'Ból schodzi niżej w nogę: przerwij to ćwiczenie i powiedz nam.',
  },
  'pain_guide.while_moving': {
    of: 'a64f098dfac4',
    says: '{pain}: to w porządku, dopóki nadal możesz dobrze się ruszać.',
  },
  'pain_guide.leave_off': {
    of: 'a504b2e0e987',
    says: 'Ból każe ci przestać: przerwij to ćwiczenie na dziś i powiedz nam.',
  },
  'pain_guide.none_after': { of: '2df27925ca95', says: 'Po ćwiczeniu nie powinno boleć.' },
  'pain_guide.most_after': { of: '427e129a4293', says: 'Po ćwiczeniu: nie więcej niż {most}.' },
  'check_in.new_or_worse': {
    of: '2ce6e9fec7cb',
    says: 'Czy coś z tego jest nowe lub gorsze niż podczas twojej ostatniej wizyty w przychodni?',
  },
  'check_in.nothing_new': { of: '5f8a3b7990c7', says: 'Nic nowego, zaczynam' },
  'check_in.incomplete': {
    of: '1d1515d7dd1e',
    says: 'Na niektóre pytania nie ma jeszcze odpowiedzi. Możesz nie odpowiadać na któreś z nich. Jeśli coś z tego jest prawdą, nie czekaj: najpierw dzwoń pod {emergency}[ lub {advice}].',
  },
  'check_in.go_on': {
    of: '18225303c41c',
    says: 'Dziękujemy. Możesz dalej robić swój plan. Przestań, jeśli pojawi się jeden z tych objawów.',
  },
  'check_in.emergency': {
    of: '7606730c807a',
    says: 'Jedź na ostry dyżur (A&E) lub dzwoń pod {emergency} natychmiast, bo wiemy od ciebie, że:',
  },
  'check_in.urgent': {
    of: 'eaef085ded6d',
    says: 'Nie zwlekaj i dzwoń [pod {advice} lub ]do lekarza rodzinnego (GP). Nie rób dziś więcej ćwiczeń. Mamy od ciebie taką wiadomość:',
  },
  'check_in.confirm': {
    of: '5a9839fdbab3',
    says: 'Potem powiedz nam, proszę: czy to prawda? Jeśli dotknięcie „tak” było pomyłką, możesz to cofnąć.',
  },
  'check_in.closed_all': {
    of: '8976c276e1a3',
    says: 'Twój plan jest teraz wstrzymany. Tylko twoja przychodnia może go znów zacząć: zadzwoń tam, proszę, gdy już dostaniesz pomoc.',
  },
  'check_in.closed_today': {
    of: '727e788f1f71',
    says: 'Na dziś nie ma już ćwiczeń. Zadzwoń też, proszę, do swojej przychodni i powiedz im.',
  },
  'check_in.call_us': {
    of: '4900cd075b73',
    says: 'Nie rób na razie, proszę, więcej ćwiczeń i zadzwoń do swojej przychodni. Możesz tu wstrzymać swój plan.',
  },
  'check_in.slip': {
    of: '3479c30f496b',
    says: 'Dziękujemy. Zapisaliśmy, że to dotknięcie było pomyłką. Możesz dalej robić swój plan.',
  },
  'check_in.slip_too_late': {
    of: 'c34b3c5d5d9c',
    says: 'Dziękujemy. Zapisaliśmy to. To, co zostało wstrzymane, na razie pozostaje wstrzymane: zadzwoń, proszę, do swojej przychodni, a oni przyjrzą się temu razem z tobą.',
  },
  own_pause: {
    of: 'e0be7ba1807e',
    says: 'Twój plan jest wstrzymany, tak jak chcesz. Tylko twoja przychodnia może go znów zacząć: zadzwoń tam, proszę.',
  },
  'stopped.pain_over_limit': {
    of: 'b712c3d2644b',
    says: 'Dziękujemy, że nam mówisz. Przerwij, proszę, to ćwiczenie na dziś i daj ciału odpocząć. To część twojego planu. Możesz spróbować znów jutro.',
  },
  'stopped.spreads_down': {
    of: '245953f21879',
    says: 'Dziękujemy, że nam mówisz. Przerwij, proszę, na razie to ćwiczenie. Twoja przychodnia musi najpierw przyjrzeć się temu razem z tobą. Zadzwoń tam, jeśli się martwisz.',
  },
  'stopped.own_choice': {
    of: '078ca34895cf',
    says: 'To ćwiczenie dziś pomijasz, bo tak chcesz. To w porządku. Jutro wróci.',
  },
  'stopped.urgent_answer': {
    of: 'c3c541d4bb8d',
    says: 'To ćwiczenie jest dziś wyłączone z powodu tego, co wiemy od ciebie. Nie zwlekaj i dzwoń, proszę, [pod {advice} lub ]do lekarza rodzinnego (GP), i powiedz swojej przychodni.',
  },
  'stays_stopped.pain_over_limit': {
    of: 'bd28dbde8fc7',
    says: 'To ćwiczenie zostało przerwane z powodu bólu: wróci jutro.',
  },
  'stays_stopped.spreads_down': {
    of: 'eb33624ae08b',
    says: 'To ćwiczenie zostało przerwane z powodu bólu: wróci, gdy twoja przychodnia przyjrzy się temu razem z tobą.',
  },
  'stays_stopped.urgent_answer': {
    of: 'de56159ea929',
    says: 'To ćwiczenie zostało przerwane z powodu tego, co wiemy od ciebie: wróci jutro.',
  },
  'stopped.plan_paused': {
    of: 'cbe38bdd4dc6',
    says: 'Dziękujemy, że nam mówisz. Wstrzymaj, proszę, na razie swój plan i zadzwoń dziś do swojej przychodni. Jeśli coś z listy poniżej pasuje do ciebie, od razu zrób to, co tam jest napisane.',
  },
  'diary.unkept_pain': {
    of: '4fe0535e6fc0',
    says: 'Dziękujemy, że nam mówisz. Przerwij, proszę, na razie to ćwiczenie i daj ciału odpocząć. Zadzwoń do swojej przychodni i powiedz, że boli.',
  },
  'diary.recorded_only': {
    of: '4fd49bf6d996',
    says: 'Zapisaliśmy to, co wiemy od ciebie. Spójrz, proszę, na listę, kiedy przestać. Jeśli nie masz pewności, pomiń to i zadzwoń do swojej przychodni.',
  },
  notice: {
    of: '3124e9e66382',
    says: 'W twojej przychodni zbadano cię, a potem wybrano te ćwiczenia dla ciebie. Rób je tylko wtedy, gdy twój specjalista ochrony zdrowia kazał ci je robić. Nie dawaj ich, proszę, nikomu innemu. To, co pomaga tobie, może zaszkodzić komuś innemu.',
  },
  'nothing.not_confirmed': {
    of: '489afc1384ba',
    says: 'Twój plan jest gotowy: powiedz nam najpierw, proszę, że twoja przychodnia kazała ci go robić.',
  },
  'nothing.paused': {
    of: 'de43df566355',
    says: 'Twój plan jest wstrzymany: nie rób go teraz, proszę, i zadzwoń do swojej przychodni, jeśli nie wiesz, dlaczego.',
  },
  'nothing.on_hold': {
    of: '720e4492514e',
    says: 'Przestań, proszę, na razie i zadzwoń do swojej przychodni, bo chcą najpierw z tobą porozmawiać.',
  },
  'nothing.pain_pause': {
    of: '830bef547ae7',
    says: 'Twój plan jest wstrzymany z powodu tego, co wiemy od ciebie: zadzwoń, proszę, do swojej przychodni i rób tylko to, co tu jeszcze widać.',
  },
  'nothing.lapsed': {
    of: 'e85d7c316b9b',
    says: 'Czas tego planu minął, więc porozmawiaj, proszę, ze swoją przychodnią, zanim zrobisz więcej.',
  },
  'nothing.not_started': {
    of: 'cff0db02e683',
    says: 'Twój plan jeszcze się nie zaczął i będzie tu w swoim pierwszym dniu.',
  },
  'nothing.resting': {
    of: '8741b80831c3',
    says: 'Twój plan nie ma teraz nic dla ciebie, a to, co będzie dalej, pojawi się tutaj.',
  },
  'nothing.ended': {
    of: '0334bb38b091',
    says: 'Ten plan się skończył, więc porozmawiaj, proszę, ze swoją przychodnią, jeśli chcesz robić więcej.',
  },
  'nothing.discharged': {
    of: 'e90aaca9757a',
    says: 'Twoja opieka w tej przychodni jest zakończona, ale zadzwoń tam, proszę, jeśli znów potrzebujesz pomocy.',
  },
  'nothing.none': {
    of: '6138f7a7864c',
    says: 'Nie ma tu jeszcze planu dla ciebie: twoja przychodnia może go zrobić, gdy cię obejrzą i zbadają.',
  },
  video_line: {
    of: 'd7d87473cda7',
    says: 'To otwiera film na innej stronie internetowej. Ta strona może wiedzieć, że go oglądasz.',
  },
  video_gone: {
    of: '13008cbf49fd',
    says: 'Film nie jest teraz dostępny. Zrób to, proszę, krok po kroku według opisu.',
  },
  'today.rest_day': {
    of: '8b4676f88390',
    says: 'Dziś nie ma nic do zrobienia. Odpoczynek to część twojego planu.',
  },
  'today.done': { of: '25f8fb6e57da', says: 'Wszystko na dziś jest zrobione. Dziękujemy, że nam mówisz.' },
  'today.bad_day': {
    of: '2928146f3bce',
    says: 'W zły dzień to wystarczy. Zrób, co możesz, lub odpocznij. Jedno i drugie jest w porządku.',
  },
  'today.bad_day_rest': {
    of: 'b9ab00afb5e0',
    says: 'Zły dzień to dzień na odpoczynek. To w porządku. Jeśli się nie poprawi, zadzwoń do swojej przychodni.',
  },
  'today.may': { of: 'e606ac9e0a81', says: 'Możesz też dziś odpocząć i zrobić je innego dnia.' },
  'today.left_out': {
    of: 'c10b386a8ffc',
    says: 'Wiemy od ciebie, że niektóre dziś pomijasz. To w porządku.',
  },
  'today.new_this_week': { of: 'dc2bc5b82da2', says: 'Nowe w tym tygodniu: {title}.' },
  'today.exercises': {
    of: '3991884651ce',
    says: { one: '{n} ćwiczenie', few: '{n} ćwiczenia', many: '{n} ćwiczeń', other: '{n} ćwiczenia' },
  },
  'today.minutes': {
    of: '512437f1f231',
    says: { one: '{n} minuty', few: '{n} minut', many: '{n} minut', other: '{n} minuty' },
  },
  'today.how_much': { of: '4e945f44a006', says: '{exercises}, około {minutes}.' },
  'today.next.tomorrow': { of: '636b3d4fce7b', says: 'Twój następny dzień jest jutro.' },
  'today.next.monday': { of: '9c8350690968', says: 'Twój następny dzień to poniedziałek.' },
  'today.next.tuesday': { of: 'ab480e8fb30b', says: 'Twój następny dzień to wtorek.' },
  'today.next.wednesday': { of: '40b6a97b75c6', says: 'Twój następny dzień to środa.' },
  'today.next.thursday': { of: '525b591b6227', says: 'Twój następny dzień to czwartek.' },
  'today.next.friday': { of: '4dae5e02dc5f', says: 'Twój następny dzień to piątek.' },
  'today.next.saturday': { of: '92aeef206afe', says: 'Twój następny dzień to sobota.' },
  'today.next.sunday': { of: 'a6e4bd2c38eb', says: 'Twój następny dzień to niedziela.' },
  'handout.advice_until': { of: '3d1fac6e4447', says: 'Ostatni dzień tego planu to' },
  'handout.ask_us': { of: 'b8001c35a775', says: 'Masz pytanie lub coś jest nie tak?' },
  'handout.besides': { of: '586340b18201', says: 'To też jest częścią twojego planu' },
  'handout.call': { of: '25f90f9b10be', says: 'Zadzwoń:' },
  'handout.entrance': {
    of: 'e4ac9283fba6',
    says: 'Żeby zobaczyć swój plan w telefonie, skieruj aparat na kwadrat. Potem użyj linku, który masz od swojej przychodni.',
  },
  'handout.fold': { of: '13684779fdbc', says: 'Złóż kartki na pół, tą stroną na zewnątrz.' },
  'handout.for': { of: '4a0a305a5df5', says: 'Dla' },
  'handout.for_one_person': {
    of: '7361da19644c',
    says: 'Ta kartka jest tylko dla jednej osoby. Prosimy nie czytać dalej.',
  },
  'handout.for_this_one': { of: 'cc0b0e870fe4', says: 'Do tego ćwiczenia' },
  'handout.for_this_page': { of: '479c646b97e1', says: 'Do obu tych ćwiczeń' },
  'handout.from_day': { of: '8db820a4d60d', says: 'Zacznij to ćwiczenie w dniu' },
  'handout.if_found': { of: 'c686f240d207', says: 'Czy to jest znaleziona kartka? Prosimy zadzwonić:' },
  'handout.key': {
    of: '7f1cb8c098bf',
    says: 'Żeby zobaczyć swój plan w telefonie, skieruj aparat na kwadrat. Potrzebna jest też twoja data urodzenia. Kwadrat to klucz do twojego planu, więc nie pokazuj tej strony nikomu.',
  },
  'handout.letter_camera': {
    of: '792605005459',
    says: 'Skieruj aparat telefonu na kwadrat. Otworzy się twoja własna strona w naszej przychodni.',
  },
  'handout.letter_code': {
    of: '362c31768a64',
    says: 'Zadzwoń do nas. Możemy podać ci kod. Wpisz go na stronie',
  },
  'handout.letter_date': { of: '56effe126c23', says: 'Potrzebna jest też twoja data urodzenia.' },
  'handout.letter_keep': {
    of: 'fa881718beb5',
    says: 'Kwadrat to klucz. Nie pokazuj tej kartki nikomu. Jeśli ją zgubisz, zadzwoń do nas.',
  },
  'handout.letter_no_camera': { of: '62e75aba4bf5', says: 'Nie ma aparatu?' },
  'handout.letter_old': {
    of: 'f58d21fd09f8',
    says: 'Jeśli masz od nas wcześniejszy link, on już nie działa.',
  },
  'handout.letter_square': {
    of: '4c29ef4fab37',
    says: 'Kwadrat, który telefon może odczytać: klucz do twojej własnej strony.',
  },
  'handout.letter_title': { of: 'e77044b44ece', says: 'Twoja własna strona' },
  'handout.log_how': {
    of: '61c2e72b4519',
    says: 'Zaznacz kratkę, gdy ćwiczenie jest zrobione. Na linii poniżej napisz swój ból od 0 do 10. 0 to brak bólu. 10 to najgorszy ból, jaki możesz sobie wyobrazić. Przynieś tę stronę na następną wizytę.',
  },
  'handout.log_not_done': {
    of: '8674e17acf94',
    says: 'Jeśli ćwiczenie nie jest zrobione, zostaw kratkę pustą. To też jest w porządku.',
  },
  'handout.log_title': { of: '567482c1aa5e', says: 'Co jest zrobione' },
  'handout.log_week': { of: 'c75c6c02e9bc', says: 'Tydzień, który zaczyna się' },
  'handout.made_on': { of: 'b8345c63b569', says: 'Zrobione w dniu' },
  'handout.may_have_changed': {
    of: '5997da1446de',
    says: 'Twój plan może się zmienić po wydrukowaniu tej kartki. To, co mówi ci twoja przychodnia, jest ważniejsze niż ta kartka.',
  },
  'handout.neutral_title': { of: '4efbbbe71f27', says: 'Twój wydruk' },
  'handout.one_left_out': {
    of: '60ae24001d60',
    says: 'Jedno ćwiczenie jest pominięte, dopóki twoja przychodnia mu się nie przyjrzy.',
  },
  'handout.page_of': { of: '71c69a6165fc', says: 'Strona {page} z {pages}' },
  'handout.private': { of: '46c91d26dc26', says: 'Prywatne' },
  'handout.side': { of: '748fabd85242', says: 'Strona ciała:' },
  'handout.some_left_out': {
    of: '74a04004f406',
    says: 'Niektóre ćwiczenia są pominięte. Twoja przychodnia musi najpierw im się przyjrzeć.',
  },
  'handout.square_alt': { of: '07bb9b3e1dc4', says: 'Kwadrat, który telefon może odczytać: {where}' },
  'handout.square_key': { of: '0095e298eb29', says: 'klucz do twojego planu' },
  'handout.take_care': { of: 'e4a058b60f94', says: 'Nie tak:' },
  'handout.then_ask': {
    of: '2446c9306ec8',
    says: 'Nie ćwicz, proszę, dalej po tym dniu. Najpierw porozmawiaj z nami.',
  },
  'handout.to_book': { of: 'f945144d4635', says: 'Żeby umówić wizytę, wejdź na stronę' },
  'handout.until_day': { of: '261b7023599d', says: 'Rób to ćwiczenie do dnia' },
  'handout.why': { of: 'd37963052412', says: 'Dlaczego:' },
  'handout.write': { of: '37a34d62a218', says: 'Napisz:' },
  'handout.your_plan': { of: '8e0f4350eb94', says: 'Twój plan' },
  'handout.side.both_together': { of: '3854e76bc223', says: 'obie strony naraz' },
  'handout.side.left': { of: '97a4f987c03b', says: 'twoja lewa strona' },
  'handout.side.right': { of: '1b7c8f806793', says: 'twoja prawa strona' },
  'handout.side.each_side': { of: '9b46f7c04c50', says: 'najpierw jedna strona, potem druga' },
  'handout.side.alternate': { of: 'ebd7edd3f16d', says: 'raz jedna strona, raz druga' },
  'handout.day.1': { of: 'af447c896ea8', says: '{date} stycznia {year}' },
  'handout.day.2': { of: 'ac54e858781a', says: '{date} lutego {year}' },
  'handout.day.3': { of: 'b0e8e99b2ca8', says: '{date} marca {year}' },
  'handout.day.4': { of: '1aecd10b8ef6', says: '{date} kwietnia {year}' },
  'handout.day.5': { of: '1e002fb98326', says: '{date} maja {year}' },
  'handout.day.6': { of: '913fb967dabe', says: '{date} czerwca {year}' },
  'handout.day.7': { of: 'd9a35f5560a6', says: '{date} lipca {year}' },
  'handout.day.8': { of: '16f988fa5862', says: '{date} sierpnia {year}' },
  'handout.day.9': { of: '05e9dc20e500', says: '{date} września {year}' },
  'handout.day.10': { of: '368b04106657', says: '{date} października {year}' },
  'handout.day.11': { of: 'e898d4d3d04f', says: '{date} listopada {year}' },
  'handout.day.12': { of: 'f4481be60c93', says: '{date} grudnia {year}' },
  'handout.weekday.mon': { of: '4979afe68f22', says: 'pn' },
  'handout.weekday.tue': { of: '05f23509d7a1', says: 'wt' },
  'handout.weekday.wed': { of: '6f728199b0ee', says: 'śr' },
  'handout.weekday.thu': { of: 'eb0cb8008c55', says: 'cz' },
  'handout.weekday.fri': { of: '1aae01af4d19', says: 'pt' },
  'handout.weekday.sat': { of: 'a96c6bfeec23', says: 'so' },
  'handout.weekday.sun': { of: '0b30e14c04a1', says: 'nd' },
};
