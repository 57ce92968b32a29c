import { MessageBar, ProblemBar } from '../components/message-bar.tsx'
import type { Attempts, Refused } from './use-attempts.ts'

/** Why the last attempt did not let anybody in, and how long to wait. Props: `attempts`. */
export function RefusalBar({ attempts }: { readonly attempts: Omit<Attempts<Refused>, 'attempt'> }) {
  const { refused, error, seconds } = attempts
  return (
    <>
      {error !== null && <ProblemBar error={error} />}
      {refused && (
        <MessageBar tone={refused.seconds === undefined ? 'bad' : 'warn'}>
          {refused.message}
          {seconds > 0 && ` Next attempt in ${seconds} s.`}
        </MessageBar>
      )}
    </>
  )
}
