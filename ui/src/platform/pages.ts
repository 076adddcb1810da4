import { Activity, ArrowRightLeft, KeyRound, Mail, MonitorCog, ScrollText, ShieldCheck, Users, Webhook } from 'lucide-react';
import type { Page } from '../shared/shell/pages';
import { rights } from './shapes';

export const pages: readonly Page[] = [
  { path: '/integration', title: 'platform:integration.title', icon: ArrowRightLeft, group: 'system', order: 5, right: rights.integrationRead, load: () => import('./integration/Integration') },
  { path: '/system', title: 'platform:system.title', icon: Activity, group: 'system', order: 7, right: rights.integrationRead, load: () => import('./system/System') },
  { path: '/people', title: 'platform:people.title', icon: Users, group: 'system', order: 10, right: rights.peopleRead, load: () => import('./people/People') },
  { path: '/people/:number', title: 'platform:people.title', right: rights.peopleRead, load: () => import('./people/PersonPage') },
  { path: '/roles', title: 'platform:roles.title', icon: ShieldCheck, group: 'system', order: 20, right: rights.peopleRead, load: () => import('./people/Roles') },
  { path: '/stations', title: 'platform:stations.title', icon: MonitorCog, group: 'system', order: 30, right: rights.peopleRead, load: () => import('./stations/Stations') },
  { path: '/api-keys', title: 'platform:keys.title', icon: KeyRound, group: 'system', order: 40, right: rights.integrationRead, load: () => import('./integration/ApiKeys') },
  { path: '/webhooks', title: 'platform:webhooks.title', icon: Webhook, group: 'system', order: 50, right: rights.integrationRead, load: () => import('./integration/Webhooks') },
  { path: '/mail', title: 'platform:mail.title', icon: Mail, group: 'system', order: 55, right: rights.integrationRead, load: () => import('./mail/Mail') },
  { path: '/audit', title: 'platform:audit.title', icon: ScrollText, group: 'system', order: 60, right: rights.auditRead, load: () => import('./audit/Audit') },
  { path: '/account', title: 'platform:account.title', load: () => import('./people/OwnAccount') },
];
