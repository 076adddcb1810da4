/** Live topics of the plant's pages. */
export const topics = {
  jobs: ['mes.jobs', 'mes.dispatch'],
  machines: ['mes.machines'],
  floor: ['mes.jobs', 'mes.dispatch', 'mes.machines'],
  lots: ['mes.lots', 'mes.holds', 'mes.jobs'],
  labor: ['mes.labor', 'mes.jobs'],
} as const;
