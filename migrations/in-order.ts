import { CreatePeople20261122100000 } from './20261122100000-create-people';
import { CreateLibrary20261122100100 } from './20261122100100-create-library';
import { CreateAdvice20261122100200 } from './20261122100200-create-advice';
import { CreateTrace20261122100300 } from './20261122100300-create-trace';
import { DeepenAssessment20261123090000 } from './20261123090000-deepen-assessment';
import { DeepenDosage20261123090100 } from './20261123090100-deepen-dosage';
import { CreateRuleDecision20261123090200 } from './20261123090200-create-rule-decision';
import { CreateTemplates20261123090300 } from './20261123090300-create-templates';
import { CreateOutcomes20261123090400 } from './20261123090400-create-outcomes';
import { ReviewTraits20261123090500 } from './20261123090500-review-traits';
import { LetCarersIn20261124090000 } from './20261124090000-let-carers-in';
import { CreateDiary20261124090100 } from './20261124090100-create-diary';
import { CreateMail20261124090150 } from './20261124090150-create-mail';
import { WaysIn20261124090200 } from './20261124090200-ways-in';
import { CreateMedia20261124090300 } from './20261124090300-create-media';
import { CreateCheckInRules20261124090400 } from './20261124090400-create-check-in-rules';
import { CreateAdviceItems20261124090450 } from './20261124090450-create-advice-items';
import { CreateMessages20261124090500 } from './20261124090500-create-messages';
import { CreateOpeningHours20261124090600 } from './20261124090600-create-opening-hours';
import { CountDays20261124090700 } from './20261124090700-count-days';
import { CreateHandoutsAndRequests20261124090800 } from './20261124090800-create-handouts-and-requests';
import { HearWhatIsNotKept20261125090100 } from './20261125090100-hear-what-is-not-kept';
import { TakeDownPaperLogs20261125090500 } from './20261125090500-take-down-paper-logs';
import { CloseAlertsOfDischarged20261125090600 } from './20261125090600-close-alerts-of-discharged';
import { KeepBadDaysInTemplates20261125090700 } from './20261125090700-keep-bad-days-in-templates';
import { NoteTheWorker20261125090900 } from './20261125090900-note-the-worker';
import { HandPatientsOver20261126090100 } from './20261126090100-hand-patients-over';
import { ImportPatients20261126090200 } from './20261126090200-import-patients';
import { EnterEpisodesInError20261126090300 } from './20261126090300-enter-episodes-in-error';
import { MergePatients20261126090400 } from './20261126090400-merge-patients';
import { MoveEpisodes20261126090450 } from './20261126090450-move-episodes';
import { KeepAndDeleteRecords20261126090500 } from './20261126090500-keep-and-delete-records';
import { ImportTemplates20261126090600 } from './20261126090600-import-templates';
import { LetClinicsChoose20261126090700 } from './20261126090700-let-clinics-choose';
import { ApproveLanguages20261126090800 } from './20261126090800-approve-languages';
import { KnowGuardiansBetter20261126090900 } from './20261126090900-know-guardians-better';
import { KeepFromCarers20261126090910 } from './20261126090910-keep-from-carers';

/** The history of the tables, oldest first. Named here once, so that dist and the tests run the same. */
export const migrationsInOrder = [
  CreatePeople20261122100000,
  CreateLibrary20261122100100,
  CreateAdvice20261122100200,
  CreateTrace20261122100300,
  DeepenAssessment20261123090000,
  DeepenDosage20261123090100,
  CreateRuleDecision20261123090200,
  CreateTemplates20261123090300,
  CreateOutcomes20261123090400,
  ReviewTraits20261123090500,
  LetCarersIn20261124090000,
  CreateDiary20261124090100,
  CreateMail20261124090150,
  WaysIn20261124090200,
  CreateMedia20261124090300,
  CreateCheckInRules20261124090400,
  CreateAdviceItems20261124090450,
  CreateMessages20261124090500,
  CreateOpeningHours20261124090600,
  CountDays20261124090700,
  CreateHandoutsAndRequests20261124090800,
  HearWhatIsNotKept20261125090100,
  TakeDownPaperLogs20261125090500,
  CloseAlertsOfDischarged20261125090600,
  KeepBadDaysInTemplates20261125090700,
  NoteTheWorker20261125090900,
  HandPatientsOver20261126090100,
  ImportPatients20261126090200,
  EnterEpisodesInError20261126090300,
  MergePatients20261126090400,
  MoveEpisodes20261126090450,
  KeepAndDeleteRecords20261126090500,
  ImportTemplates20261126090600,
  LetClinicsChoose20261126090700,
  ApproveLanguages20261126090800,
  KnowGuardiansBetter20261126090900,
  KeepFromCarers20261126090910,
];
