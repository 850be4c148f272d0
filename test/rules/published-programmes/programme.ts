/**
 * A programme from the literature, entered as data: no dose fact stands in free text. What the publication states is kept
 * apart from what a clinician must choose because it states nothing, and from what it says that is no dose.
 */
import type { Dosage, Group, ItemPlace, Phase } from '../../../src/dosage/dosage';
import { doseSentence } from '../../../src/dosage/sentence/dose-sentence';
import type { ScheduledItem } from '../../../src/schedule/plan-weeks';

export interface PublishedItem {
  exercise: string;
  variation?: string;
  level?: number;
  /** The name of one of the groups. */
  group?: string;
  /** The name of one of the phases. */
  phase?: string;
  dosage: Dosage;
}

export interface PublishedProgramme {
  title: string;
  source: string;
  /** True only if every number that is not `chosen` was read where `readAt` says. */
  verified: boolean;
  /** Addresses, and what stood there. */
  readAt: string[];
  /** What the publication leaves open and the data needs. */
  chosen?: string[];
  /** What the publication says beside doses, or where the copy that was read ended. */
  notEntered?: string[];
  phases: Phase[];
  groups: Group[];
  items: PublishedItem[];
}

export function placeOf(item: PublishedItem, { groups, phases }: PublishedProgramme): ItemPlace {
  return {
    variation: item.variation,
    level: item.level,
    group: groups.find(({ name }) => name === item.group),
    phase: phases.find(({ name }) => name === item.phase),
  };
}

export function sentencesOf(programme: PublishedProgramme): string[] {
  return programme.items.map((item) => doseSentence(item.dosage, placeOf(item, programme)));
}

export function scheduledItems(programme: PublishedProgramme): ScheduledItem[] {
  return programme.items.map((item, index) => ({
    place: index + 1,
    dosage: item.dosage,
    isOptional: false,
    phase: placeOf(item, programme).phase ?? null,
  }));
}
