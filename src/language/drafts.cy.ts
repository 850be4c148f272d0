/**
 * The fixed texts for patients in Welsh. MACHINE DRAFT, NEEDS REVIEW: nobody who speaks the language has read these.
 * Nothing here is shown before a clinician approved it. By the id of the English text; `of` is the sum of the English translated.
 */
import type { Draft } from './drafts';

export const DRAFTS_CY: Record<string, Draft> = {
  not_watched: {
    of: '2df577c01c48',
    says: 'Does neb yn gwylio’r ap hwn drwy’r dydd. Peidiwch ag aros am ateb yma.',
  },
  'emergency.title': {
    of: 'ebc9a07c61fb',
    says: 'Ewch i’r Adran Frys (A&E) neu ffoniwch {emergency} nawr os yw un o’r rhain yn wir:',
  },
  'sign.CARD': {
    of: '4bff2b0f096d',
    says: 'mae gennych boen yn y frest, gyda phoen cefn neu hebddi (ffoniwch {emergency})',
  },
  'sign.CES-6': {
    of: 'fdf26fbe98d2',
    says: 'mae eich cefn yn brifo ac mae gennych boen, pinnau bach, gwendid neu ddiffyg teimlad yn y ddwy goes',
  },
  'sign.CES-2': {
    of: 'bc4e77c746ff',
    says: 'mae eich cefn yn brifo ac mae gennych ddiffyg teimlad neu binnau bach o gwmpas eich pen-ôl neu eich rhannau preifat',
  },
  'sign.CES-1': {
    of: '76ff3ed1132b',
    says: 'mae eich cefn yn brifo ac mae’n anodd dechrau pi-pi, neu ni allwch ei deimlo',
  },
  'sign.CES-4': {
    of: '53d0398a3fe1',
    says: 'mae eich cefn yn brifo ac rydych yn gwlychu neu’n baeddu eich hun, neu ni allwch deimlo pan fydd angen i chi fynd i’r toiled',
  },
  'sign.CES-5': {
    of: '7befb14f7596',
    says: 'mae eich cefn yn brifo ac mae eich teimlad rhywiol neu eich codiadau newydd newid',
  },
  'sign.FX': { of: '812d9afcfd24', says: 'dechreuodd eich poen cefn ar ôl damwain ddrwg' },
  'urgent.title': {
    of: 'c560dcdea087',
    says: 'Ffoniwch [{advice} neu ]eich meddyg teulu (GP) heb oedi os yw un o’r rhain yn wir:',
  },
  'sign.TEMPERATURE': { of: '7c0ad21af703', says: 'mae gennych dymheredd uchel' },
  'sign.WEIGHT': { of: '732dcc3ade87', says: 'rydych wedi colli pwysau heb geisio gwneud hynny' },
  'sign.SHAPE': {
    of: '2c465b84ac7d',
    says: 'mae gennych lwmp ar eich cefn, neu mae siâp eich cefn wedi newid',
  },
  'sign.NIGHT': {
    of: '4ca28ada5d19',
    says: 'nid yw’r boen yn lleddfu pan fyddwch yn gorffwys, neu mae’n waeth yn y nos',
  },
  'stop_if.title': { of: 'db414ffddf03', says: 'Stopiwch yr ymarfer os yw un o’r rhain yn wir:' },
  'stop_if.further_down': { of: 'f1a41e18398f', says: 'mae’r boen yn mynd ymhellach i lawr eich coes' },
  'stop_if.numb': {
    of: 'd1f51c1abe72',
    says: 'rydych yn teimlo diffyg teimlad, pinnau bach neu wendid newydd',
  },
  worse_mornings: { of: '4744bbc9e9da', says: 'mae’r boen yn waeth y bore wedyn, ddau ddiwrnod yn olynol' },
  'stop_if.chest': {
    of: '2f2d40bd4146',
    says: 'mae gennych boen yn y frest: ffoniwch {emergency} nawr, hyd yn oed os nad yw eich cefn yn brifo',
  },
  'stop_if.dizzy': { of: '3d1609f4b33d', says: 'rydych yn teimlo’n benysgafn, yn sâl neu’n fyr eich anadl' },
  'stop_if.next_morning': { of: '4298071e5664', says: 'mae’r boen yn waeth y bore wedyn' },
  'stop_if.many_mornings': {
    of: 'ec6547115fbf',
    says: 'mae’r boen yn waeth y bore wedyn, {days} diwrnod yn olynol',
  },
  'stop_if.form_lost': { of: '274730fca833', says: 'ni allwch ei wneud yn y ffordd gywir bellach' },
  'pain_guide.title': {
    of: '62a1f08a1781',
    says: 'Rhowch rif o 0 i 10 i’ch poen. Mae 0 yn golygu dim poen. 10 yw’r gwaethaf y gallwch feddwl amdano.',
  },
  'pain_guide.from_to': { of: '3e5e0d2ebedb', says: '{from} i {to}' },
  'pain_guide.or_more': { of: '35a386d22ccf', says: '{from} neu fwy' },
  'pain_guide.go_on': { of: '31c9f8447f38', says: '{pain}: ewch ymlaen.' },
  'pain_guide.fine': { of: 'c665645e7dd7', says: '{pain}: mae hyn yn iawn. Ewch ymlaen.' },
  'pain_guide.settles': {
    of: '1f3fdccc17b0',
    says: '{pain}: mae hyn yn iawn os yw wedi tawelu erbyn y bore wedyn.',
  },
  'pain_guide.ok': { of: '4a7962813f9d', says: '{pain}: mae hyn yn iawn i chi. Ewch ymlaen.' },
  'pain_guide.stop': {
    of: 'ec3c2d5368f7',
    says: '{pain}: stopiwch yr ymarfer hwnnw am heddiw a dywedwch wrthym.',
  },
  'pain_guide.where': { of: '2e92bd1b0130', says: 'Mae ble mae’n brifo yn bwysicach na’r rhif.' },
  'pain_guide.stays': {
    of: '7d9c8b8bf2d8',
    says: 'Mae’n aros lle y mae, neu’n symud i fyny at eich cefn: ewch ymlaen.',
  },
  'pain_guide.moves_down': {
    of: '40677f39a7bf',
    says: 'Mae’n symud ymhellach i lawr eich coes: stopiwch yr ymarfer hwnnw a dywedwch wrthym.',
  },
  'pain_guide.while_moving': {
    of: 'a64f098dfac4',
    says: '{pain}: mae hyn yn iawn cyn belled â’ch bod yn dal i allu symud yn dda.',
  },
  'pain_guide.leave_off': {
    of: 'a504b2e0e987',
    says: 'Mae’n gwneud i chi roi’r gorau iddi: stopiwch yr ymarfer hwnnw am heddiw a dywedwch wrthym.',
  },
  'pain_guide.none_after': { of: '2df27925ca95', says: 'Ar ôl i chi ei wneud, ni ddylai frifo.' },
  'pain_guide.most_after': { of: '427e129a4293', says: 'Ar ôl i chi ei wneud: dim mwy na {most}.' },
  'check_in.new_or_worse': {
    of: '2ce6e9fec7cb',
    says: 'A oes unrhyw un o’r rhain yn newydd, neu’n waeth na phan welodd eich clinig chi ddiwethaf?',
  },
  'check_in.nothing_new': { of: '5f8a3b7990c7', says: 'Dim byd newydd, dechrau' },
  'check_in.incomplete': {
    of: '1d1515d7dd1e',
    says: 'Nid oes ateb eto i rai cwestiynau. Cewch ddewis peidio ag ateb un. Os yw un ohonynt yn wir, peidiwch ag aros: ffoniwch {emergency}[ neu {advice}] yn gyntaf.',
  },
  'check_in.go_on': {
    of: '18225303c41c',
    says: 'Diolch. Gallwch fynd ymlaen â’ch cynllun. Stopiwch os daw un o’r arwyddion hyn.',
  },
  'check_in.emergency': {
    of: '7606730c807a',
    says: 'Ewch i’r Adran Frys (A&E) neu ffoniwch {emergency} nawr, oherwydd dywedoch wrthym:',
  },
  'check_in.urgent': {
    of: 'eaef085ded6d',
    says: 'Ffoniwch [{advice} neu ]eich meddyg teulu (GP) heb oedi. Peidiwch â gwneud mwy o ymarferion heddiw. Dywedoch wrthym:',
  },
  'check_in.confirm': {
    of: '5a9839fdbab3',
    says: 'Yna dywedwch wrthym, os gwelwch yn dda: a yw hyn yn gywir? Os gwnaethoch gyffwrdd ag “ydw” drwy gamgymeriad, gallwch ei dynnu’n ôl.',
  },
  'check_in.closed_all': {
    of: '8976c276e1a3',
    says: 'Mae eich cynllun wedi ei oedi nawr. Dim ond eich clinig all ei ddechrau eto: ffoniwch nhw, os gwelwch yn dda, pan fyddwch wedi cael help.',
  },
  'check_in.closed_today': {
    of: '727e788f1f71',
    says: 'Nid oes mwy o ymarferion i chi heddiw. Ffoniwch eich clinig hefyd, os gwelwch yn dda, a dywedwch wrthyn nhw.',
  },
  'check_in.call_us': {
    of: '4900cd075b73',
    says: 'Peidiwch â gwneud mwy o ymarferion am y tro, os gwelwch yn dda, a ffoniwch eich clinig. Gallwch oedi eich cynllun yma.',
  },
  'check_in.slip': {
    of: '3479c30f496b',
    says: 'Diolch. Rydym wedi nodi eich bod wedi ei gyffwrdd drwy gamgymeriad. Gallwch fynd ymlaen â’ch cynllun.',
  },
  'check_in.slip_too_late': {
    of: 'c34b3c5d5d9c',
    says: 'Diolch. Rydym wedi nodi hyn. Mae’r hyn a gafodd ei oedi yn aros felly am y tro: ffoniwch eich clinig, os gwelwch yn dda, a byddan nhw’n edrych arno gyda chi.',
  },
  own_pause: {
    of: 'e0be7ba1807e',
    says: 'Mae eich cynllun wedi ei oedi, fel yr oeddech am ei gael. Dim ond eich clinig all ei ddechrau eto: ffoniwch nhw, os gwelwch yn dda.',
  },
  'stopped.pain_over_limit': {
    of: 'b712c3d2644b',
    says: 'Diolch am ddweud wrthym. Stopiwch yr un hwn am heddiw, os gwelwch yn dda, a gorffwyswch. Mae hynny’n rhan o’ch cynllun. Gallwch roi cynnig arall arno yfory.',
  },
  'stopped.spreads_down': {
    of: '245953f21879',
    says: 'Diolch am ddweud wrthym. Stopiwch yr un hwn am y tro, os gwelwch yn dda. Mae angen i’ch clinig edrych arno gyda chi yn gyntaf. Ffoniwch nhw os ydych yn poeni.',
  },
  'stopped.own_choice': {
    of: '078ca34895cf',
    says: 'Fe ddewisoch adael yr un hwn allan heddiw. Mae hynny’n iawn. Bydd yn ôl yfory.',
  },
  'stopped.urgent_answer': {
    of: 'c3c541d4bb8d',
    says: 'Nid yw’r un hwn i’w wneud heddiw oherwydd yr hyn a ddywedoch wrthym. Ffoniwch [{advice} neu ]eich meddyg teulu (GP) heb oedi, os gwelwch yn dda, a dywedwch wrth eich clinig.',
  },
  'stays_stopped.pain_over_limit': {
    of: 'bd28dbde8fc7',
    says: 'Cafodd hwn ei stopio oherwydd poen: daw yn ôl yfory.',
  },
  'stays_stopped.spreads_down': {
    of: 'eb33624ae08b',
    says: 'Cafodd hwn ei stopio oherwydd poen: daw yn ôl pan fydd eich clinig wedi edrych arno gyda chi.',
  },
  'stays_stopped.urgent_answer': {
    of: 'de56159ea929',
    says: 'Cafodd hwn ei stopio oherwydd yr hyn a ddywedoch wrthym: daw yn ôl yfory.',
  },
  'stopped.plan_paused': {
    of: 'cbe38bdd4dc6',
    says: 'Diolch am ddweud wrthym. Stopiwch eich cynllun am y tro, os gwelwch yn dda, a ffoniwch eich clinig heddiw. Os yw un peth ar y rhestr isod yn wir amdanoch, gwnewch yr hyn mae’n ei ddweud ar unwaith.',
  },
  'diary.unkept_pain': {
    of: '4fe0535e6fc0',
    says: 'Diolch am ddweud wrthym. Stopiwch yr un hwn am y tro, os gwelwch yn dda, a gorffwyswch. Ffoniwch eich clinig a dywedwch wrthyn nhw ei fod yn brifo.',
  },
  'diary.recorded_only': {
    of: '4fd49bf6d996',
    says: 'Rydym wedi cadw’r hyn a ddywedoch wrthym. Edrychwch, os gwelwch yn dda, ar eich rhestr o bryd i stopio. Os nad ydych yn siŵr, gadewch ef allan a ffoniwch eich clinig.',
  },
  notice: {
    of: '3124e9e66382',
    says: 'Gwelodd eich clinig chi a’ch archwilio, ac yna dewis yr ymarferion hyn i chi. Gwnewch nhw dim ond os yw eich gweithiwr gofal iechyd wedi dweud wrthych am eu gwneud. Peidiwch â’u rhannu, os gwelwch yn dda. Gall yr hyn sy’n eich helpu chi frifo rhywun arall.',
  },
  'nothing.not_confirmed': {
    of: '489afc1384ba',
    says: 'Mae eich cynllun yn barod: dywedwch wrthym yn gyntaf, os gwelwch yn dda, fod eich clinig wedi dweud wrthych am ei wneud.',
  },
  'nothing.paused': {
    of: 'de43df566355',
    says: 'Mae eich cynllun wedi ei oedi: peidiwch â’i wneud nawr, os gwelwch yn dda, a ffoniwch eich clinig os nad ydych yn gwybod pam.',
  },
  'nothing.on_hold': {
    of: '720e4492514e',
    says: 'Stopiwch am y tro, os gwelwch yn dda, a ffoniwch eich clinig, gan eu bod am siarad â chi yn gyntaf.',
  },
  'nothing.pain_pause': {
    of: '830bef547ae7',
    says: 'Mae eich cynllun wedi ei oedi oherwydd yr hyn a ddywedoch wrthym: ffoniwch eich clinig, os gwelwch yn dda, a gwnewch dim ond yr hyn sy’n dal i ddangos yma.',
  },
  'nothing.lapsed': {
    of: 'e85d7c316b9b',
    says: 'Mae amser y cynllun hwn wedi dod i ben, felly siaradwch â’ch clinig, os gwelwch yn dda, cyn i chi wneud mwy.',
  },
  'nothing.not_started': {
    of: 'cff0db02e683',
    says: 'Nid yw eich cynllun wedi dechrau eto, a bydd yma ar ei ddiwrnod cyntaf.',
  },
  'nothing.resting': {
    of: '8741b80831c3',
    says: 'Nid oes gan eich cynllun unrhyw beth i chi ei wneud ar hyn o bryd, a bydd yr hyn sy’n dod nesaf yn dangos yma.',
  },
  'nothing.ended': {
    of: '0334bb38b091',
    says: 'Mae’r cynllun hwn wedi gorffen, felly siaradwch â’ch clinig, os gwelwch yn dda, os hoffech wneud mwy.',
  },
  'nothing.discharged': {
    of: 'e90aaca9757a',
    says: 'Mae eich gofal yn y clinig hwn wedi gorffen, ond ffoniwch nhw, os gwelwch yn dda, os oes angen help arnoch eto.',
  },
  'nothing.none': {
    of: '6138f7a7864c',
    says: 'Nid oes cynllun yma i chi eto: gall eich clinig wneud un pan fyddan nhw wedi eich gweld a’ch archwilio.',
  },
  video_line: {
    of: 'd7d87473cda7',
    says: 'Mae hyn yn agor fideo ar wefan arall. Efallai y bydd y wefan honno’n gwybod eich bod wedi ei wylio.',
  },
  video_gone: {
    of: '13008cbf49fd',
    says: 'Nid yw’r fideo ar gael ar hyn o bryd. Dilynwch y camau, os gwelwch yn dda.',
  },
  'today.rest_day': {
    of: '8b4676f88390',
    says: 'Nid oes dim i’w wneud heddiw. Mae gorffwys yn rhan o’ch cynllun.',
  },
  'today.done': {
    of: '25f8fb6e57da',
    says: 'Rydych wedi gwneud yr hyn oedd yno ar gyfer heddiw. Diolch am ddweud wrthym.',
  },
  'today.bad_day': {
    of: '2928146f3bce',
    says: 'Ar ddiwrnod gwael mae hyn yn ddigon. Gwnewch yr hyn a allwch, neu gorffwyswch. Mae’r ddau yn iawn.',
  },
  'today.bad_day_rest': {
    of: 'b9ab00afb5e0',
    says: 'Mae diwrnod gwael yn ddiwrnod i orffwys. Mae hynny’n iawn. Os na fydd yn gwella, ffoniwch eich clinig.',
  },
  'today.may': { of: 'e606ac9e0a81', says: 'Gallwch hefyd orffwys heddiw a’u gwneud ar ddiwrnod arall.' },
  'today.left_out': {
    of: 'c10b386a8ffc',
    says: 'Dywedoch wrthym eich bod wedi gadael rhai allan heddiw. Mae hynny’n iawn.',
  },
  'today.new_this_week': { of: 'dc2bc5b82da2', says: 'Newydd yr wythnos hon: {title}.' },
  'today.exercises': {
    of: '3991884651ce',
    says: {
      zero: '{n} ymarfer',
      one: '{n} ymarfer',
      two: '{n} ymarfer',
      few: '{n} ymarfer',
      many: '{n} ymarfer',
      other: '{n} ymarfer',
    },
  },
  'today.minutes': {
    of: '512437f1f231',
    says: {
      zero: '{n} munud',
      one: '{n} munud',
      two: '{n} funud',
      few: '{n} munud',
      many: '{n} munud',
      other: '{n} munud',
    },
  },
  'today.how_much': { of: '4e945f44a006', says: '{exercises}, tua {minutes}.' },
  'today.next.tomorrow': { of: '636b3d4fce7b', says: 'Yfory yw eich diwrnod nesaf.' },
  'today.next.monday': { of: '9c8350690968', says: 'Dydd Llun yw eich diwrnod nesaf.' },
  'today.next.tuesday': { of: 'ab480e8fb30b', says: 'Dydd Mawrth yw eich diwrnod nesaf.' },
  'today.next.wednesday': { of: '40b6a97b75c6', says: 'Dydd Mercher yw eich diwrnod nesaf.' },
  'today.next.thursday': { of: '525b591b6227', says: 'Dydd Iau yw eich diwrnod nesaf.' },
  'today.next.friday': { of: '4dae5e02dc5f', says: 'Dydd Gwener yw eich diwrnod nesaf.' },
  'today.next.saturday': { of: '92aeef206afe', says: 'Dydd Sadwrn yw eich diwrnod nesaf.' },
  'today.next.sunday': { of: 'a6e4bd2c38eb', says: 'Dydd Sul yw eich diwrnod nesaf.' },
  'handout.advice_until': { of: '3d1fac6e4447', says: 'Diwrnod olaf y cynllun hwn yw' },
  'handout.ask_us': {
    of: 'b8001c35a775',
    says: 'Oes gennych gwestiwn, neu a oes rhywbeth yn teimlo’n anghywir?',
  },
  'handout.besides': { of: '586340b18201', says: 'Hefyd yn rhan o’ch cynllun' },
  'handout.call': { of: '25f90f9b10be', says: 'Ffoniwch' },
  'handout.entrance': {
    of: 'e4ac9283fba6',
    says: 'I weld eich cynllun ar ffôn, pwyntiwch ei gamera at y sgwâr. Yna defnyddiwch y ddolen a roddodd eich clinig i chi.',
  },
  'handout.fold': {
    of: '13684779fdbc',
    says: 'Plygwch y dalennau yn eu hanner gyda’r dudalen hon ar y tu allan.',
  },
  'handout.for': { of: '4a0a305a5df5', says: 'Ar gyfer' },
  'handout.for_one_person': {
    of: '7361da19644c',
    says: 'Mae’r papur hwn ar gyfer un person yn unig. Peidiwch â darllen ymlaen, os gwelwch yn dda.',
  },
  'handout.for_this_one': { of: 'cc0b0e870fe4', says: 'Ar gyfer yr ymarfer hwn' },
  'handout.for_this_page': { of: '479c646b97e1', says: 'Ar gyfer y ddau hyn' },
  'handout.from_day': { of: '8db820a4d60d', says: 'Dechreuwch yr un hwn ar' },
  'handout.if_found': {
    of: 'c686f240d207',
    says: 'Ydych chi wedi dod o hyd i hwn? Ffoniwch, os gwelwch yn dda:',
  },
  'handout.key': {
    of: '7f1cb8c098bf',
    says: 'I weld eich cynllun ar ffôn, pwyntiwch ei gamera at y sgwâr. Mae angen eich dyddiad geni hefyd. Mae’r sgwâr yn allwedd i’ch cynllun, felly cadwch y dudalen hon i chi’ch hun.',
  },
  'handout.letter_camera': {
    of: '792605005459',
    says: 'Pwyntiwch gamera eich ffôn at y sgwâr. Mae’n agor eich tudalen eich hun yn ein clinig.',
  },
  'handout.letter_code': {
    of: '362c31768a64',
    says: 'Ffoniwch ni. Gallwn ddweud cod wrthych. Teipiwch ef yn',
  },
  'handout.letter_date': { of: '56effe126c23', says: 'Mae angen eich dyddiad geni hefyd.' },
  'handout.letter_keep': {
    of: 'fa881718beb5',
    says: 'Mae’r sgwâr yn allwedd. Cadwch y dudalen hon i chi’ch hun. Os byddwch yn ei cholli, ffoniwch ni.',
  },
  'handout.letter_no_camera': { of: '62e75aba4bf5', says: 'Oes dim camera?' },
  'handout.letter_old': {
    of: 'f58d21fd09f8',
    says: 'Os rhoddom ddolen i chi o’r blaen, nid yw honno’n gweithio bellach.',
  },
  'handout.letter_square': {
    of: '4c29ef4fab37',
    says: 'Sgwâr y gall ffôn ei ddarllen: yr allwedd i’ch tudalen eich hun.',
  },
  'handout.letter_title': { of: 'e77044b44ece', says: 'Eich tudalen eich hun' },
  'handout.log_how': {
    of: '61c2e72b4519',
    says: 'Ticiwch y blwch pan fyddwch wedi ei wneud. Ysgrifennwch eich poen o 0 i 10 ar y llinell isod. Mae 0 yn golygu dim poen. 10 yw’r gwaethaf y gallwch feddwl amdano. Dewch â’r dudalen hon i’ch ymweliad nesaf.',
  },
  'handout.log_not_done': {
    of: '8674e17acf94',
    says: 'Os na wnaethoch ef, gadewch y blwch yn wag. Mae hynny’n iawn hefyd.',
  },
  'handout.log_title': { of: '567482c1aa5e', says: 'Beth wnaethoch chi' },
  'handout.log_week': { of: 'c75c6c02e9bc', says: 'Wythnos sy’n dechrau ar' },
  'handout.made_on': { of: 'b8345c63b569', says: 'Gwnaed ar' },
  'handout.may_have_changed': {
    of: '5997da1446de',
    says: 'Gall eich cynllun newid ar ôl i hwn gael ei argraffu. Mae’r hyn mae eich clinig yn ei ddweud wrthych yn bwysicach na’r papur hwn.',
  },
  'handout.neutral_title': { of: '4efbbbe71f27', says: 'Eich papur' },
  'handout.one_left_out': {
    of: '60ae24001d60',
    says: 'Mae un ymarfer wedi ei adael allan nes bod eich clinig wedi edrych arno.',
  },
  'handout.page_of': { of: '71c69a6165fc', says: 'Tudalen {page} o {pages}' },
  'handout.private': { of: '46c91d26dc26', says: 'Preifat' },
  'handout.side': { of: '748fabd85242', says: 'Ochr:' },
  'handout.some_left_out': {
    of: '74a04004f406',
    says: 'Mae rhai ymarferion wedi eu gadael allan. Rhaid i’ch clinig edrych arnyn nhw yn gyntaf.',
  },
  'handout.square_alt': { of: '07bb9b3e1dc4', says: 'Sgwâr y gall ffôn ei ddarllen: {where}' },
  'handout.square_key': { of: '0095e298eb29', says: 'yr allwedd i’ch cynllun' },
  'handout.take_care': { of: 'e4a058b60f94', says: 'Nid fel hyn:' },
  'handout.then_ask': {
    of: '2446c9306ec8',
    says: 'Peidiwch â mynd ymlaen ar ôl y diwrnod hwnnw, os gwelwch yn dda. Siaradwch â ni yn gyntaf.',
  },
  'handout.to_book': { of: 'f945144d4635', says: 'I drefnu ymweliad, ewch i' },
  'handout.until_day': { of: '261b7023599d', says: 'Gwnewch yr un hwn tan' },
  'handout.why': { of: 'd37963052412', says: 'Pam:' },
  'handout.write': { of: '37a34d62a218', says: 'Ysgrifennwch at' },
  'handout.your_plan': { of: '8e0f4350eb94', says: 'Eich cynllun' },
  'handout.side.both_together': { of: '3854e76bc223', says: 'y ddwy ochr gyda’i gilydd' },
  'handout.side.left': { of: '97a4f987c03b', says: 'eich ochr chwith' },
  'handout.side.right': { of: '1b7c8f806793', says: 'eich ochr dde' },
  'handout.side.each_side': { of: '9b46f7c04c50', says: 'un ochr yn gyntaf, yna’r llall' },
  'handout.side.alternate': { of: 'ebd7edd3f16d', says: 'un ochr a’r llall bob yn ail' },
  'handout.day.1': { of: 'af447c896ea8', says: '{date} Ionawr {year}' },
  'handout.day.2': { of: 'ac54e858781a', says: '{date} Chwefror {year}' },
  'handout.day.3': { of: 'b0e8e99b2ca8', says: '{date} Mawrth {year}' },
  'handout.day.4': { of: '1aecd10b8ef6', says: '{date} Ebrill {year}' },
  'handout.day.5': { of: '1e002fb98326', says: '{date} Mai {year}' },
  'handout.day.6': { of: '913fb967dabe', says: '{date} Mehefin {year}' },
  'handout.day.7': { of: 'd9a35f5560a6', says: '{date} Gorffennaf {year}' },
  'handout.day.8': { of: '16f988fa5862', says: '{date} Awst {year}' },
  'handout.day.9': { of: '05e9dc20e500', says: '{date} Medi {year}' },
  'handout.day.10': { of: '368b04106657', says: '{date} Hydref {year}' },
  'handout.day.11': { of: 'e898d4d3d04f', says: '{date} Tachwedd {year}' },
  'handout.day.12': { of: 'f4481be60c93', says: '{date} Rhagfyr {year}' },
  'handout.weekday.mon': { of: '4979afe68f22', says: 'Llun' },
  'handout.weekday.tue': { of: '05f23509d7a1', says: 'Maw' },
  'handout.weekday.wed': { of: '6f728199b0ee', says: 'Mer' },
  'handout.weekday.thu': { of: 'eb0cb8008c55', says: 'Iau' },
  'handout.weekday.fri': { of: '1aae01af4d19', says: 'Gwe' },
  'handout.weekday.sat': { of: 'a96c6bfeec23', says: 'Sad' },
  'handout.weekday.sun': { of: '0b30e14c04a1', says: 'Sul' },
};
