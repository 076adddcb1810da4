import { useList } from '../shared/http/useRead';
import type { Equipment } from './shapes';

/** Lines and groups of machines, in order of their numbers. */
export function useWorkCentres() {
  return useList<Equipment>('/api/mes/equipment', { query: { filter: ['level:eq:workCentre', 'active:eq:true'], limit: 1000 } });
}
