import { clientsIcon, explainIcon, licensesIcon, overviewIcon, staffIcon } from '../ui/icons/icons.ts'
import type { Route } from '../ui/router/router.ts'

/** Every page of the browser, in the order of the navigation; each is loaded when it is first gone to. */
export const routes: readonly Route[] = [
  {
    path: '/overview',
    title: 'Overview',
    nav: { label: 'Overview', icon: overviewIcon, group: 'Results' },
    load: () => import('../ui/pages/overview/overview-page.tsx').then(module => module.OverviewPage),
  },
  {
    path: '/clients',
    title: 'Clients',
    nav: { label: 'Clients', icon: clientsIcon, group: 'Results' },
    load: () => import('../ui/pages/clients/clients-page.tsx').then(module => module.ClientsPage),
  },
  {
    path: '/clients/:id',
    title: 'Client',
    load: () => import('../ui/pages/client/client-page.tsx').then(module => module.ClientPage),
  },
  {
    path: '/licenses',
    title: 'Licenses',
    nav: { label: 'Licenses', icon: licensesIcon, group: 'Results' },
    load: () => import('../ui/pages/licenses/licenses-page.tsx').then(module => module.LicensesPage),
  },
  {
    path: '/staff',
    title: 'Staff',
    nav: { label: 'Staff', icon: staffIcon, group: 'Results' },
    load: () => import('../ui/pages/staff/staff-page.tsx').then(module => module.StaffPage),
  },
  {
    path: '/explain',
    title: 'Explain',
    nav: { label: 'Explain', icon: explainIcon, group: 'Results' },
    load: () => import('../ui/pages/explain/explain-page.tsx').then(module => module.ExplainPage),
  },
]
