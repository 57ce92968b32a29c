import { timeText } from '../../data/period-text.ts'
import type { AuditEvent } from './audit-page.tsx'

/** All that an entry says. Props: `event`. */
export function EventDetails({ event }: { readonly event: AuditEvent }) {
  const { at, action, subject, actor, apiKey, role, address, requestId, details, hash, previousHash, erased } = event
  return (
    <div class="page-stack">
      <dl class="facts">
        <dt>When</dt>
        <dd>{timeText(at)}</dd>
        <dt>What</dt>
        <dd>{action}</dd>
        <dt>About</dt>
        <dd>{subject}</dd>
        <dt>Who</dt>
        <dd>{erased ? 'erased' : (actor?.name ?? 'the server')}</dd>
        {apiKey && (
          <>
            <dt>With the key</dt>
            <dd>{apiKey.name}</dd>
          </>
        )}
        <dt>As</dt>
        <dd>{role ?? 'nobody'}</dd>
        <dt>From</dt>
        <dd>{address ?? 'not kept'}</dd>
        <dt>Request</dt>
        <dd>{requestId ?? 'none'}</dd>
        <dt>Hash</dt>
        <dd class="pre">{hash}</dd>
        <dt>Of the entry before</dt>
        <dd class="pre">{previousHash}</dd>
      </dl>
      <h3>Details</h3>
      <pre class="pre">{JSON.stringify(details, null, 2)}</pre>
    </div>
  )
}
