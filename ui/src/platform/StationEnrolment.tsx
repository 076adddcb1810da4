import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import { useCommand } from '../shared/http/useCommand';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import { SignInFrame } from './SignInFrame';

/** Makes this screen a station: once, with a token that somebody with the right has made. */
export default function StationEnrolment() {
  const { t } = useText();
  const navigate = useNavigate();
  const { refresh } = useSession();
  const [token, setToken] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const { send, pending, refusal, errorAt } = useCommand<{ token: string }>('/api/platform/station-enrolments');
  return (
    <SignInFrame title={t('shell:enrol.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send({ token: token.trim() }).then(async (answer) => {
            if (!answer) return;
            await refresh();
            void navigate('/station/login', { replace: true });
          });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('shell:enrol.help')}</Text>
          <TextInput
            label={t('shell:enrol.token')} value={token} onChange={(event) => setToken(event.currentTarget.value)} required autoFocus
            autoComplete="off" spellCheck={false} error={errorAt('token')}
          />
          <RefusalNotice refusal={refusal} fields={['token']} />
          <Button type="submit" loading={pending} size="md">{t('shell:enrol.submit')}</Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
