import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from '../../api/api.ts'
import type { ViewerQuery } from '../../api/operations/viewer.gen.ts'
import { viewer as viewerOperation } from '../../api/operations/viewer.gen.ts'
import type { Session } from '../../api/session.ts'
import type { PageSettings } from './page-settings.ts'

export type SignedInViewer = ViewerQuery['viewer']

/** What every part of the interface may ask for: the server, who is there, what they may do. One for each page. */
export interface App {
  readonly api: Api
  readonly session: Session
  readonly settings: PageSettings
  /** null until it is known, and once somebody has signed out. A session that has ended leaves it: they may go on. */
  readonly viewer: Signal<SignedInViewer | null>
  /** Grows with every change of the data; answers of the same version are the same. 0: not known yet. */
  readonly dataVersion: ReadonlySignal<number>
  /** Whether the role allows it, e.g. can('cost:read'). */
  can(scope: string): boolean
  /** Reads the viewer again: after an upload or decision, so that what is shown is read again where it changed. */
  refreshViewer(): Promise<void>
  /** Tells when what a person entered has to go: they signed out, or somebody else signed in after their session ended. */
  onLeave(listener: () => void): void
  /** Tells of something that would be lost then, for as long as `wouldLose` answers true. */
  onUnsaved(wouldLose: () => boolean): void
  /** Whether leaving loses something that the person entered: ask before. */
  hasUnsaved(): boolean
}

export function createApp({ api, session, settings }: Pick<App, 'api' | 'session' | 'settings'>): App {
  const viewer = signal<SignedInViewer | null>(null)
  const leaving: (() => void)[] = []
  const losing: (() => boolean)[] = []
  const leave = () => {
    viewer.value = null
    for (const listener of leaving) listener()
  }
  session.watch((state, asked) => {
    if (state === 'signed-out' && asked) leave()
  })
  return {
    api,
    session,
    settings,
    viewer,
    dataVersion: computed(() => viewer.value?.organization?.dataVersion ?? 0),
    can: scope => viewer.value?.scopes.includes(scope) ?? false,
    refreshViewer: async () => {
      const answer = await api.request(viewerOperation, {})
      if (viewer.value && personOf(viewer.value) !== personOf(answer.viewer)) leave()
      viewer.value = answer.viewer
    },
    onLeave: listener => void leaving.push(listener),
    onUnsaved: wouldLose => void losing.push(wouldLose),
    hasUnsaved: () => losing.some(wouldLose => wouldLose()),
  }
}

/** Who it is, where: another role of theirs is another person, who sees something else. */
export const personOf = (viewer: SignedInViewer): string =>
  [viewer.email, viewer.role, organizationOf(viewer)?.id, viewer.mustSetUpSecondFactor].join('\n')

/** The organization that the session is in. */
export const organizationOf = ({ organizations }: Pick<SignedInViewer, 'organizations'>) =>
  organizations.find(each => each.current) ?? null

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('Using the app: there is no AppContext around this component')
  return app
}
