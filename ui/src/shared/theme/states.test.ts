import { describe, expect, it } from 'vitest';
import { chartStateStyle, contrastRatio, machineStates, pageColours, stateTokens } from './states';

describe('state colours', () => {
  it('computes the contrast that WCAG gives for black on white', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeLessThan(4.5);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const state of machineStates) {
      it(`keeps ${state} readable in ${scheme}`, () => {
        const { fill, ink, line } = stateTokens[state][scheme];
        expect(contrastRatio(ink, fill)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(line, pageColours[scheme].surface)).toBeGreaterThanOrEqual(3);
        expect(contrastRatio(line, pageColours[scheme].page)).toBeGreaterThanOrEqual(3);
      });
    }

    it(`keeps page text readable in ${scheme}`, () => {
      const { page, surface, ink, dimmed } = pageColours[scheme];
      for (const ground of [page, surface])
        for (const text of [ink, dimmed]) expect(contrastRatio(text, ground)).toBeGreaterThanOrEqual(4.5);
    });
  }

  it('tells planned stop and no data apart without colour', () => {
    expect(chartStateStyle('plannedStop', 'light').decal).toBeDefined();
    expect(chartStateStyle('noData', 'light').borderType).toBe('dotted');
  });
});
