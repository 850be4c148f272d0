import { NewStaffDto, StaffDto } from '../clinic/clinic.dto';
import { PROFESSIONS, type Profession } from '../clinic/clinic.entity';
import { Choice, Day, Email, Ids, ListOf, Part, Text } from '../http/fields';
import { InvitationDto } from '../identity/invitation.dto';
import { CoverDto } from './opening-hours.dto';

/** A clinician from one day to another; what else there is to say of them, PATCH /staff/{id} takes later. */
export class NewLocumDto implements Omit<NewStaffDto, 'roles'> {
  @Text({ max: 200, example: 'Dr Lee Okafor' }) name: string;
  @Email({ example: 'okafor@north.example' }) email: string;
  @Choice(PROFESSIONS) profession: Profession;
  @Text({ max: 100, optional: true, nullable: true, example: 'General Chiropractic Council' })
  registrationBody?: string | null;
  @Text({ max: 40, optional: true, nullable: true, example: '00002' }) registrationNumber?: string | null;
  @Day({ example: '2027-08-02', about: 'First working day.' }) activeFrom: string;
  @Day({
    example: '2027-08-27',
    about: 'Last working day: it ends by itself at midnight, by the clinic’s clock.',
  })
  activeTo: string;
  @Ids({ max: 20, optional: true, about: 'The clinicians for whom they look on these days.' })
  covers?: string[];
  @Ids({ max: 50, optional: true, about: 'The sites at which they work.' }) siteIds?: string[];
}

export class LocumDto {
  @Part(() => StaffDto) staff: StaffDto;
  @ListOf(() => CoverDto) covers: CoverDto[];
  @Part(() => InvitationDto) invitation: InvitationDto;
}
