import {
  askIcon,
  auditIcon,
  clientsIcon,
  excelIcon,
  explainIcon,
  keysIcon,
  licensesIcon,
  overviewIcon,
  policiesIcon,
  reviewsIcon,
  staffIcon,
  startIcon,
  uploadIcon,
} from '../ui/icons/icons.ts'
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
  {
    path: '/ask',
    title: 'Ask',
    nav: { label: 'Ask', icon: askIcon, group: 'Results' },
    load: () => import('../ui/pages/ask/ask-page.tsx').then(module => module.AskPage),
  },
  {
    path: '/start',
    title: 'Start',
    nav: { label: 'Start', icon: startIcon, group: 'Data' },
    load: () => import('../ui/pages/start/start-page.tsx').then(module => module.StartPage),
  },
  {
    path: '/uploads',
    title: 'Uploads',
    nav: { label: 'Uploads', icon: uploadIcon, group: 'Data' },
    load: () => import('../ui/pages/uploads/uploads-page.tsx').then(module => module.UploadsPage),
  },
  {
    path: '/uploads/new',
    title: 'Upload',
    load: () => import('../ui/pages/uploads/new-upload-page.tsx').then(module => module.NewUploadPage),
  },
  {
    path: '/uploads/:id',
    title: 'Version',
    load: () => import('../ui/pages/uploads/upload-page.tsx').then(module => module.UploadPage),
  },
  {
    path: '/workbook',
    title: 'Workbook',
    nav: { label: 'Workbook', icon: excelIcon, group: 'Data' },
    load: () => import('../ui/pages/workbook/workbook-page.tsx').then(module => module.WorkbookPage),
  },
  {
    path: '/reviews',
    title: 'Reviews',
    nav: { label: 'Reviews', icon: reviewsIcon, group: 'Governance' },
    scope: 'reviews:decide',
    load: () => import('../ui/pages/reviews/reviews-page.tsx').then(module => module.ReviewsPage),
  },
  {
    path: '/reviews/:id',
    title: 'Review',
    load: () => import('../ui/pages/reviews/review-page.tsx').then(module => module.ReviewPage),
  },
  {
    path: '/audit',
    title: 'Audit log',
    nav: { label: 'Audit log', icon: auditIcon, group: 'Governance' },
    scope: 'audit:read',
    load: () => import('../ui/pages/audit/audit-page.tsx').then(module => module.AuditPage),
  },
  {
    path: '/policies',
    title: 'Policies',
    nav: { label: 'Policies', icon: policiesIcon, group: 'Governance' },
    scope: 'audit:read',
    load: () => import('../ui/pages/policies/policies-page.tsx').then(module => module.PoliciesPage),
  },
  {
    path: '/keys',
    title: 'API keys',
    nav: { label: 'API keys', icon: keysIcon, group: 'Governance' },
    scope: 'keys:manage',
    load: () => import('../ui/pages/keys/keys-page.tsx').then(module => module.KeysPage),
  },
]
