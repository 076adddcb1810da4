import type { Page } from '../shared/shell/pages';

export const pages: readonly Page[] = [];
