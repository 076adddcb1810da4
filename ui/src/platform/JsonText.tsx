import { Code } from '@mantine/core';

/** A JSON text laid out to be read; one that is no JSON as it is. */
export function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function JsonText({ label, text }: { label: string; text: string }) {
  // Takes the focus so that the keyboard scrolls it.
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} style={{ maxHeight: 360, overflow: 'auto' }}>
      <Code block>{layOut(text)}</Code>
    </div>
  );
}
