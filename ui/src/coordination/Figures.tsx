import { Table } from '@mantine/core';
import { useText } from '../shared/texts/useText';
import { figureText, type Figure } from './shapes';

const bindingOf = /^binding\.(.+)$/;

/** The numbers that an option comes to, each with what it is about. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  const { t } = useText();
  const name = (each: Figure): string => {
    const known = figureText[each.name];
    if (known) return t(known);
    const cause = bindingOf.exec(each.name)?.[1];
    return cause ? `${t('coordination:cause')}: ${t(`coordination:causes.${cause as 'machine'}`)}` : each.name;
  };
  return (
    <Table aria-label={t('coordination:figuresTitle')} maw={720}>
      <Table.Tbody>
        {figures.map((each, at) => (
          <Table.Tr key={at}>
            <Table.Th scope="row" fw={500}>{name(each)}</Table.Th>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{`${each.value.toLocaleString()}${each.unit === 'h' ? ' h' : ''}`}</Table.Td>
            <Table.Td>{each.subject ?? ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
