import { describe, expect, it } from 'vitest';
import type { ShipmentOfLine } from './shapes';
import { byShipment } from './Thread';

function unit(shipmentNo: string, serialNo: string | null, lotNo: string | null = null, value = 1): ShipmentOfLine {
  return { shipmentNo, lotNo, serialNo, quantity: { value, unit: 'C62' }, shippedUtc: '2026-03-02T08:00:00Z', reversed: false };
}

describe('shipments of a line', () => {
  it('forty pumps by serial number are one card with all of them', () => {
    const [one, ...others] = byShipment(Array.from({ length: 40 }, (_, index) => unit('SH-1', `V1-${index}`)));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ no: 'SH-1', quantity: { value: 40, unit: 'C62' } });
    expect(one?.units).toHaveLength(40);
    expect(one?.units[39]).toBe('V1-39');
  });

  it('keeps the order in which shipments left and names lots where there are no serial numbers', () => {
    const all = byShipment([unit('SH-2', null, 'LOT-A', 5), unit('SH-1', null, null, 2), unit('SH-2', null, 'LOT-B', 3)]);
    expect(all.map(({ no, quantity, units }) => [no, quantity.value, units])).toEqual([['SH-2', 8, ['LOT-A', 'LOT-B']], ['SH-1', 2, []]]);
  });
});
