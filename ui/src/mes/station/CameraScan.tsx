import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../shared/texts/useText';
import { StationDialog } from './StationDialog';

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

declare global {
  // Not in every browser; where it is missing the keyboard scanner and the field remain.
  var BarcodeDetector: (new () => Detector) | undefined;
}

export function cameraReads(): boolean {
  return typeof globalThis.BarcodeDetector === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function';
}

const everyMs = 200;

/** Reads a label with the terminal's camera. */
export function CameraScan({ opened, onRead, onClose }: { opened: boolean; onRead: (code: string) => void; onClose: () => void }) {
  const { t } = useText();
  return (
    <StationDialog opened={opened} title={t('mes:material.camera')} confirm={t('shell:action.close')} pending={false} onConfirm={onClose} onClose={onClose}>
      {opened && <Picture onRead={onRead} />}
    </StationDialog>
  );
}

function Picture({ onRead }: { onRead: (code: string) => void }) {
  const { t } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  });
  useEffect(() => {
    let gone = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (gone || !video.current || !globalThis.BarcodeDetector) return;
      video.current.srcObject = stream;
      await video.current.play();
      const detector = new globalThis.BarcodeDetector();
      timer = setInterval(() => {
        if (!video.current) return;
        void detector.detect(video.current).then(([found]) => { if (found && !gone) latest.current(found.rawValue); }, () => undefined);
      }, everyMs);
    };
    begin().catch(() => setFailed(true));
    return () => {
      gone = true;
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return failed
    ? <Text>{t('mes:material.noCamera')}</Text>
    : <video ref={video} muted playsInline aria-label={t('mes:material.camera')} style={{ width: '100%', maxHeight: '60vh', objectFit: 'contain' }} />;
}
