import { isMember, type Viewer } from '../access/policy.ts'
import { withNoTenant, withTenant } from '../db/row-level-security/tenant-scope.ts'

/** What is done for somebody meets the rows of their organization; for somebody who is not signed in, none. */
export const inScopeOf = <T>(viewer: Viewer, work: () => T): T =>
  isMember(viewer) ? withTenant(viewer.organizationId, work) : withNoTenant(work)
