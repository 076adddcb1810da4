import { describe, expect, it } from 'vitest';
import { asTree, type EquipmentRow } from './rows';

const node = (no: string, parentNo: string | null): EquipmentRow => ({ no, name: no, level: 'area', parentNo, active: true, outOfService: false });

describe('equipment as a tree', () => {
  it('puts each below its parent, whatever order they come in', () => {
    expect(asTree([node('P1', 'A'), node('A', 'S'), node('S', null), node('P2', 'A')]).map((row) => [row.no, row.depth]))
      .toEqual([['S', 0], ['A', 1], ['P1', 2], ['P2', 2]]);
  });

  it('loses none whose parent is not loaded', () => {
    expect(asTree([node('P9', 'elsewhere')]).map((row) => row.no)).toEqual(['P9']);
  });
});
