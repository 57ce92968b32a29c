import { account } from '../../../api/operations/account.gen.ts'
import { Card } from '../../components/card.tsx'
import { organizationOf, useApp } from '../../data/app-context.ts'
import { QueryView } from '../../data/query-view.tsx'
import { roleName } from '../../data/role-name.ts'
import { roleText } from '../../data/role-text.ts'
import { useQuery } from '../../data/use-query.ts'
import { PageHead } from '../parts/page-head.tsx'
import { PasswordCard } from './password-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import './account.css'

const SESSIONS_SHOWN = 100

/** Who one is here, and how one signs in: password, second factor, open sessions. */
export function AccountPage() {
  const { viewer } = useApp()
  const query = useQuery(account, { first: SESSIONS_SHOWN })
  const { user, email, role, organizations = [] } = viewer.value ?? {}
  return (
    <div class="page">
      <PageHead title="Your account" note="Who you are here, and how you sign in." />
      <div class="page-halves">
        <Card title="You">
          <dl class="facts">
            <dt>Name</dt>
            <dd>{user?.name}</dd>
            <dt>E-mail</dt>
            <dd>{email}</dd>
            <dt>Organization</dt>
            <dd>{organizationOf({ organizations })?.name}</dd>
            <dt>Role</dt>
            <dd>
              {roleName(role ?? '')}: {roleText(role ?? '')}
            </dd>
            {organizations.length > 1 && (
              <>
                <dt>You also belong to</dt>
                <dd>
                  {organizations
                    .filter(each => !each.current)
                    .map(each => `${each.name} (${roleName(each.role).toLowerCase()})`)
                    .join(', ')}
                  . Change over at the name of the organization, above the navigation.
                </dd>
              </>
            )}
          </dl>
        </Card>
        <PasswordCard secondFactor={query.data?.viewer.secondFactor != null} onChanged={query.reload} />
      </div>
      <QueryView query={query} height={320}>
        {({ viewer: { secondFactor, sessions } }) => (
          <>
            <SecondFactorCard secondFactor={secondFactor} onChanged={query.reload} />
            <SessionsCard sessions={sessions.nodes} total={sessions.totalCount} onEnded={query.reload} />
          </>
        )}
      </QueryView>
    </div>
  )
}
