import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { saveBlob } from '../uploads/save-blob.ts'
import './account.css'
import '../uploads/parts.css'

/** Backup codes, shown this once. Props: `codes`, `onDone` once they are kept. */
export function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { viewer } = useApp()
  const text = [
    `Backup codes of ${viewer.value?.email ?? 'your account'} at ${location.host} (MoatMetrics).`,
    'Each stands in for a code of the authenticator app, once.',
    '',
    ...codes,
    '',
  ].join('\r\n')
  return (
    <section class="page-stack backup-codes-kept" aria-label="Backup codes">
      <MessageBar tone="warn" title="Keep these backup codes: they are not shown again.">
        Each signs you in once in place of the app, should you lose your phone. Keep them apart from it.
      </MessageBar>
      <p>
        Backup codes of {viewer.value?.email} at {location.host}
      </p>
      <ol class="backup-codes">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="row-line backup-codes-actions">
        <CopyButton text={text} />
        <Button
          size="small"
          onClick={() => saveBlob(new Blob([text], { type: 'text/plain' }), 'moatmetrics-backup-codes.txt')}
        >
          Download
        </Button>
        <Button size="small" onClick={() => print()}>
          Print
        </Button>
        <Button size="small" kind="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </section>
  )
}
