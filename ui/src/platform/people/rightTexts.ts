import { texts, useText } from '../../shared/texts/useText';
import type { Permission } from '../shapes';

/** What a right allows, in the person's language; the server's own text for rights that came later. */
export function useRightText() {
  const { language } = useText();
  return ({ name, text }: Permission) => {
    const key = `rights.${name.replaceAll('.', '_').replace('*', 'everything')}`;
    const known: unknown = texts.getResource(language, 'platform', key);
    return language === 'en' || typeof known !== 'string' ? text : known;
  };
}

/** What a role is for: in the person's language as long as it says what Tactus was delivered with, otherwise as somebody wrote it. */
export function useRoleText() {
  const { language } = useText();
  return ({ name, text }: { name: string; text: string }) => {
    const key = `roles.delivered.${name.replaceAll('-', '_')}`;
    const translated: unknown = texts.getResource(language, 'platform', key);
    return texts.getResource('en', 'platform', key) === text && typeof translated === 'string' ? translated : text;
  };
}

/** Rights by the part of Tactus that they belong to, in the order of their names; everything comes first. */
export function byArea(permissions: readonly Permission[]): [area: string, Permission[]][] {
  const areas = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const area = permission.name.includes('.') ? permission.name.slice(0, permission.name.indexOf('.')) : '*';
    areas.set(area, [...(areas.get(area) ?? []), permission]);
  }
  return [...areas].sort(([a], [b]) => a.localeCompare(b));
}
