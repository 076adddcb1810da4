import { Checkbox, Stack, Text } from '@mantine/core';
import { FieldRefusal } from '../../shared/components/RefusalNotice';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import type { Permission } from '../shapes';
import { byArea, useRightText } from './rightTexts';

interface RightPickerProps {
  label: string;
  permissions: readonly Permission[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string | undefined;
}

const areas = ['erp', 'mes', 'platform', 'connect', 'coordination'] as const;
type Area = (typeof areas)[number];

/** Rights to choose from, in words; those that the chooser does not hold can't be given. */
export function RightPicker({ label, permissions, value, onChange, error }: RightPickerProps) {
  const { t } = useText();
  const { may } = useSession();
  const rightText = useRightText();
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      <Text fw={600} size="sm">{label}</Text>
      <FieldRefusal>{error}</FieldRefusal>
      {byArea(permissions).map(([area, list]) => (
        <Stack key={area} gap={6}>
          <Text size="sm" c="dimmed" fw={600}>
            {area === '*' ? t('platform:roles.areas.all') : (areas as readonly string[]).includes(area) ? t(`platform:roles.areas.${area as Area}`) : area}
          </Text>
          {list.map((right) => {
            const chosen = value.includes(right.name);
            const mine = may(right.name);
            return (
              <Checkbox
                key={right.name} checked={chosen} disabled={!mine} label={rightText(right)}
                description={mine ? right.name : t('platform:roles.notYours', { right: right.name })}
                onChange={(event) => onChange(event.currentTarget.checked ? [...value, right.name] : value.filter((name) => name !== right.name))}
              />
            );
          })}
        </Stack>
      ))}
    </Stack>
  );
}
