import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days on which the clinic is closed besides its weekly hours; both are included. */
@Entity({ schema: 'portal', name: 'closed_day' })
export class ClosedDay {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('text') name: string;
  @Column('date') fromDay: string;
  @Column('date') toDay: string;
}

/** That one clinician looks for another, on days that are both included. */
@Entity({ schema: 'portal', name: 'cover' })
export class StoodInFor {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') staffId: string;
  @Column('uuid') coveredBy: string;
  @Column('date') fromDay: string;
  @Column('date') toDay: string;
}
