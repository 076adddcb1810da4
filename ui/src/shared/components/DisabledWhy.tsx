import { Text } from '@mantine/core';
import { cloneElement, useId, type ReactElement } from 'react';

interface DisabledWhyProps {
  /** Why it can't be done now; undefined when it can. */
  why: string | undefined;
  children: ReactElement<{ disabled?: boolean; 'aria-describedby'?: string }>;
}

/** An action with, beside it, the reason why it can't be used. */
export function DisabledWhy({ why, children }: DisabledWhyProps) {
  const id = useId();
  if (!why) return children;
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10, flexWrap: 'wrap' }}>
      {cloneElement(children, { disabled: true, 'aria-describedby': id })}
      <Text component="span" id={id} size="sm">{why}</Text>
    </span>
  );
}
