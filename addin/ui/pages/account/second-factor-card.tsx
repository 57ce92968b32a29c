import { useState } from 'preact/hooks'
import { type AccountQuery, removeSecondFactor, renewBackupCodes } from '../../../api/operations/account.gen.ts'
import { outcomeOf } from '../../../api/session.ts'
import { counted } from '../../../app/counted.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { dayText } from '../../data/period-text.ts'
import { BackupCodes } from './backup-codes.tsx'
import { endedText } from './ended-text.ts'
import { ProofDialog } from './proof-dialog.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

const FEW = 3

/** The second factor: set up, its backup codes renewed, turned off. Props: `secondFactor` (null: none), `onChanged`. */
export function SecondFactorCard({
  secondFactor,
  onChanged,
}: {
  readonly secondFactor: AccountQuery['viewer']['secondFactor']
  readonly onChanged: () => void
}) {
  const { api } = useApp()
  const [doing, setDoing] = useState<'set-up' | 'renew' | 'remove' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const begin = (what: 'set-up' | 'renew' | 'remove') => {
    setDone(null)
    setDoing(what)
  }
  const finish = (text: string) => {
    setDoing(null)
    setCodes(null)
    setDone(text)
    onChanged()
  }
  const content = () => {
    if (doing === 'set-up')
      return <SetUpSecondFactor onDone={() => finish('Your second factor is on.')} onCancel={() => setDoing(null)} />
    if (codes)
      return <BackupCodes codes={codes} onDone={() => finish('The new backup codes hold; the earlier ones do not.')} />
    if (!secondFactor)
      return (
        <div>
          <Button kind="primary" onClick={() => begin('set-up')}>
            Set it up
          </Button>
        </div>
      )
    const { since, backupCodesLeft: left } = secondFactor
    return (
      <>
        <p>
          <Badge tone="good">On</Badge> since {dayText(since)}. {counted(left, 'backup code')} left of ten.
        </p>
        {left <= FEW && (
          <MessageBar tone="warn">
            {left === 0 ? 'No backup code is left' : 'Few backup codes are left'}: renew them, so that losing the device
            does not lock you out.
          </MessageBar>
        )}
        <div class="row-line">
          <Button onClick={() => begin('renew')}>Renew backup codes</Button>
          <Button onClick={() => begin('remove')}>Turn it off</Button>
        </div>
      </>
    )
  }
  return (
    <Card
      title="Second factor"
      note="An app on your phone shows a code that signing in asks for after the password. Who learns the password alone cannot sign in."
    >
      {done !== null && <MessageBar tone="good">{done}</MessageBar>}
      {content()}
      {doing === 'renew' && (
        <ProofDialog
          title="Renew the backup codes"
          action="Renew them"
          onClose={() => setDoing(null)}
          onProof={async proof => {
            const { renewBackupCodes: answer } = await api.request(renewBackupCodes, proof)
            if (answer.__typename !== 'BackupCodes') return outcomeOf(answer)
            setDoing(null)
            setCodes(answer.codes)
            return null
          }}
        >
          The ten codes you have now stop working.
        </ProofDialog>
      )}
      {doing === 'remove' && (
        <ProofDialog
          title="Turn the second factor off"
          action="Turn it off"
          danger
          onClose={() => setDoing(null)}
          onProof={async proof => {
            const { removeSecondFactor: answer } = await api.request(removeSecondFactor, proof)
            if (answer.__typename !== 'SecondFactorRemoved') return outcomeOf(answer)
            finish(endedText('Your second factor is off.', answer.endedSessions))
            return null
          }}
        >
          From then on the password alone signs you in. Your other sessions end.
        </ProofDialog>
      )}
    </Card>
  )
}
