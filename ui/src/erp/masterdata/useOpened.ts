import { useSearchParams } from 'react-router';

/** Which row of a list is open, by its number in the address (`?open=C-1`): a link from elsewhere opens it too. `+` is a new one. */
export function useOpened(): readonly [string | null, (no: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const open = (no: string | null) => setParams((now) => {
    if (no === null) now.delete('open');
    else now.set('open', no);
    return now;
  });
  return [params.get('open'), open];
}

/** Stands for one that is to be made; no number may begin with it. */
export const newOne = '+';
