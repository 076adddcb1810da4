import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TextKey } from '../texts/useText';

export type NavGroup = 'coordination' | 'production' | 'quality' | 'business' | 'masterData' | 'system';
export const navGroups: readonly NavGroup[] = ['coordination', 'production', 'quality', 'business', 'masterData', 'system'];

/** One page. Each area lists its own in `src/<area>/pages.ts`; the shell finds them there. */
export interface Page {
  /** For example `/mes/dispatch/:workCentre`. */
  path: string;
  title: TextKey;
  icon?: LucideIcon;
  /** Shown in the navigation under this heading; pages with parameters in their path leave it out. */
  group?: NavGroup;
  /** Place within the group, low first. */
  order?: number;
  /** The permission it takes. */
  right?: string;
  /** `station` fills the screen for touch, `wall` is read from five metres, `desk` has navigation. */
  shell?: 'desk' | 'station' | 'wall';
  load: () => Promise<{ default: ComponentType }>;
}

const lists = import.meta.glob<readonly Page[]>('../../*/pages.ts', { eager: true, import: 'pages' });

export const pages: readonly Page[] = Object.values(lists).flat();
