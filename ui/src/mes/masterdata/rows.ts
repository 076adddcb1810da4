import type { Schema } from '../../api/client';

export type EquipmentRow = Required<Schema<'MesEquipmentRow'>>;
export type EquipmentView = Required<Schema<'MesEquipmentView'>>;
export type ReasonRow = Required<Schema<'MesReasonRow'>>;
export type ShiftPattern = Required<Schema<'MesShiftPatternView'>>;
export type PatternShift = Schema<'MesPatternShift'>;
export type CalendarAssignment = Required<Schema<'MesCalendarAssignmentRow'>>;
export type CalendarDay = Required<Schema<'MesCalendarExceptionRow'>>;
export type SkillRow = Required<Schema<'MesSkillRow'>>;

export const levels = ['enterprise', 'site', 'area', 'workCentre', 'workUnit'] as const;
export const reasonKinds = ['scrap', 'pause', 'downtime', 'override', 'hold'] as const;
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Changes equipment, shifts and calendars; changes reasons and skills. */
export const masterRights = { equipment: 'mes.equipment', reasons: 'mes.master-data' } as const;

/** Equipment as a tree read from top to bottom, each with its depth; what names no known parent stands at the top. */
export function asTree(rows: readonly EquipmentRow[]): (EquipmentRow & { depth: number })[] {
  const known = new Set(rows.map((row) => row.no));
  const below = new Map<string, EquipmentRow[]>();
  for (const row of rows) {
    const parent = row.parentNo && known.has(row.parentNo) ? row.parentNo : '';
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const walked = new Set<string>();
  const walk = (parent: string, depth: number): (EquipmentRow & { depth: number })[] =>
    (below.get(parent) ?? []).filter((row) => !walked.has(row.no)).flatMap((row) => {
      walked.add(row.no);
      return [{ ...row, depth }, ...walk(row.no, depth + 1)];
    });
  return walk('', 0);
}
