import { useEffect } from 'react';
import { useParams } from 'react-router';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime, formatDuration, Since } from '../../shared/components/Times';
import { formatNumber } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { StateBadge, StateTile } from '../../shared/theme/StateBadge';
import { shownState } from '../machineState';
import { oeeRange, percent } from '../machines/oeeText';
import type { LineBoardView } from '../shapes';
import { KeptAge } from '../station/KeptAge';
import { topics } from '../topics';
import { useReasons } from '../useReasons';
import './board.css';

/** Targets grow with the clock and nobody announces that. */
const liveEveryMs = 20_000;

/** As many hours as a screen shows large: a whole shift, or of a longer span those around now. */
export function around<Hour extends { startUtc: string }>(hours: readonly Hour[], nowUtc: string, most = 8): readonly Hour[] {
  const current = hours.findLastIndex((hour) => hour.startUtc <= nowUtc);
  const from = Math.max(0, Math.min(hours.length - most, current - most + 3));
  return hours.slice(from, from + most);
}

/** One line at a glance, from five metres away: machines, the hour's target, stops without a reason, OEE and where time went. */
export default function LineBoard() {
  const { workCentre = '' } = useParams();
  const { t, language } = useText();
  const reasons = useReasons();
  const { data, asOfUtc, refusal, refetch } = useRead<LineBoardView>('/api/mes/line-boards/{workCentreNo}', {
    params: { workCentreNo: workCentre }, topics: topics.floor, refetchInterval: liveEveryMs, keepForOffline: true,
  });
  useEffect(() => {
    document.title = `${data?.name ?? workCentre} · Tactus`;
  }, [data?.name, workCentre]);
  if (!data) return <RefusalNotice refusal={refusal} onRetry={() => void refetch()} />;
  const number = (value: number | null) => (value === null ? '–' : formatNumber(value, language, 0));
  const range = oeeRange(data.figures, language);
  const hours = around(data.hours, data.nowUtc);
  const most = Math.max(1, ...hours.flatMap((hour) => [hour.target ?? 0, hour.actual ?? 0]));
  const longest = Math.max(1, ...data.reasons.map((reason) => reason.seconds));
  const machineName = new Map(data.machines.map(({ state }) => [state.machineNo, state.name]));
  return (
    <div className="board">
      <div className="board-head">
        <h1>{data.name}</h1>
        <span>
          {data.shift ? `${data.shift.name} · ` : ''}<DateTime value={data.fromUtc} detail="time" />{' – '}<DateTime value={data.endUtc} detail="time" />
        </span>
        <KeptAge asOfUtc={asOfUtc} />
      </div>
      <div className="board-body">
        <div className="board-machines">
          {data.machines.map(({ state, counted, reported, target }) => (
            <StateTile key={state.machineNo} state={shownState(state)} name={state.name}>
              <span style={{ display: 'block' }}>
                {state.sinceUtc ? <>{t('mes:machine.since')} <Since value={state.sinceUtc} /></> : t('mes:board.neverHeard')}
                {state.reasonCode && ` · ${reasons.text(state.reasonCode, 'downtime')}`}
                <span style={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  {state.job ? `${state.job.jobNo} · ${state.job.itemNo}` : t('mes:board.noJob')}
                </span>
                <span className="board-count" style={{ display: 'block' }}>
                  {number(reported ?? counted)}
                  {target !== null && <span style={{ fontSize: '0.55em' }}>{` / ${number(target)}`}</span>}
                </span>
              </span>
            </StateTile>
          ))}
          {data.machines.length === 0 && <p>{t('mes:machines.noMachines')}</p>}
        </div>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="board-side" tabIndex={0} role="region" aria-label={t('mes:board.figures')}>
          <section className="board-part" aria-label="OEE">
            <div className="board-figures">
              <span><span className="board-count">{percent(data.figures.oee, language)}</span> OEE</span>
              <span>{t('mes:oee.availability')} <strong>{percent(data.figures.availability, language)}</strong></span>
              <span>{t('mes:oee.performance')} <strong>{percent(data.figures.performance, language)}</strong></span>
              <span>{t('mes:oee.quality')} <strong>{percent(data.figures.quality, language)}</strong></span>
              {data.figures.unknownShare > 0 && (
                <span>{t('mes:oee.unknown')} <strong>{percent(data.figures.unknownShare, language)}</strong>{range ? ` · ${t('mes:oee.between', { range })}` : ''}</span>
              )}
            </div>
          </section>
          <section className="board-part" aria-label={t('mes:board.unexplained')}>
            <h2>{t('mes:board.unexplained')}</h2>
            {data.unexplainedStops.length === 0 ? <span>{t('mes:board.allExplained')}</span> : (
              <ul className="board-list">
                {data.unexplainedStops.map((stop) => (
                  <li key={`${stop.machineNo}${stop.startUtc}`}>
                    <StateBadge state="stoppedUnexplained">{machineName.get(stop.machineNo) ?? stop.machineNo}</StateBadge>
                    <span><DateTime value={stop.startUtc} detail="time" />{' · '}{stop.endUtc ? formatDuration(stop.seconds, language) : <Since value={stop.startUtc} />}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="board-part" aria-label={t('mes:board.hours')}>
            <h2>{t('mes:board.hours')}</h2>
            <table className="board-hours">
              <thead>
                <tr><th scope="col">{t('mes:board.hour')}</th><th scope="col">{t('mes:board.actual')}</th><th scope="col">{t('mes:board.target')}</th><th scope="col">{t('mes:board.difference')}</th><th scope="col" style={{ width: '35%' }} aria-label={t('mes:board.bar')} /></tr>
              </thead>
              <tbody>
                {hours.map((hour) => {
                  const current = hour.startUtc <= data.nowUtc && data.nowUtc < hour.endUtc;
                  const past = hour.endUtc <= data.nowUtc;
                  const difference = past && hour.target !== null ? (hour.actual ?? 0) - hour.target : null;
                  return (
                    <tr key={hour.startUtc} data-now={current ? true : undefined}>
                      <th scope="row"><DateTime value={hour.startUtc} detail="time" /></th>
                      <td>{past || current ? number(hour.actual ?? 0) : ''}</td>
                      <td>{number(hour.target)}</td>
                      <td><strong>{difference === null ? '' : `${difference >= 0 ? '+' : '−'}${number(Math.abs(difference))}`}</strong></td>
                      <td>
                        <div className="board-bar" aria-hidden>
                          <span style={{ width: `${((hour.actual ?? 0) / most) * 100}%` }} />
                          {hour.target !== null && <i style={{ left: `calc(${(hour.target / most) * 100}% - 2px)` }} />}
                        </div>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
          <section className="board-part" aria-label={t('mes:board.reasons')}>
            <h2>{t('mes:board.reasons')}</h2>
            {data.reasons.length === 0 ? <span>{t('mes:board.noStops')}</span> : (
              <ul className="board-list">
                {data.reasons.slice(0, 5).map((reason) => (
                  <li key={`${reason.reasonCode ?? ''}${String(reason.microStop)}`}>
                    <span style={{ flex: '1 1 45%' }}>
                      {reason.microStop ? t('mes:machines.microStop') : reason.reasonCode === null ? t('mes:board.noReason') : reasons.text(reason.reasonCode, 'downtime')}
                    </span>
                    <span className="board-bar" aria-hidden style={{ flex: '1 1 25%' }}><span style={{ width: `${(reason.seconds / longest) * 100}%` }} /></span>
                    <span>{t('mes:board.stops', { count: reason.stops })}{' · '}{formatDuration(reason.seconds, language)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
    </div>
  );
}
