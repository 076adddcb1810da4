import type { Schema } from '../api/client';

// Rows always hold all their fields; the description marks those with a default as optional.
export type PersonRow = Required<Schema<'PersonRow'>>;
export type PersonView = Required<Schema<'PersonView'>>;
export type RoleRow = Required<Schema<'RoleRow'>>;
export type Permission = Required<Schema<'Permission'>>;
export type StationRow = Required<Schema<'StationRow'>>;
export type StationTokenView = Required<Schema<'StationTokenView'>>;
export type ApiKeyRow = Required<Schema<'ApiKeyRow'>>;
export type ApiKeyView = Required<Schema<'ApiKeyView'>>;
export type LinkView = Required<Schema<'LinkView'>>;
export type MessageRow = Required<Schema<'MessageRow'>>;
export type AuditRow = Required<Schema<'AuditRow'>>;
export type PlantView = Required<Schema<'PlantView'>>;

/** What a check of one half's ledger found. */
export type LedgerCheck = Required<Schema<'LedgerCheck'>>;

export const rights = {
  peopleRead: 'platform.people.read',
  people: 'platform.people',
  integrationRead: 'platform.integration.read',
  integration: 'platform.integration',
  auditRead: 'platform.audit.read',
} as const;

/** An entity's version as If-Match wants it. */
export function tag(version: number | undefined): string | undefined {
  return version === undefined ? undefined : `"${version}"`;
}

export type WebhookRow = Required<Schema<'WebhookRow'>>;
export type WebhookView = Required<Schema<'WebhookView'>>;
export type WebhookTestView = Required<Schema<'WebhookTestView'>>;
export type DeliveryRow = Required<Schema<'DeliveryRow'>>;
