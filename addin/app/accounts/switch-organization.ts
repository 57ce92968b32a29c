import { switchOrganization as operation } from '../../api/operations/arrival.gen.ts'
import type { Session } from '../../api/session.ts'

/** Goes on in another organization of the person: the session of this one ends, and with it what was read in it. */
export const switchOrganization = async (session: Session, id: string): Promise<void> =>
  void (await session.openBy(operation, { id }, { fromPresent: true }))
