import { ApiKey } from './api-key.ts'
import { AskTerm } from './ask-term.ts'
import { AuditEvent } from './audit-event.ts'
import { BackupCode } from './backup-code.ts'
import { BudgetRow } from './budget-row.ts'
import { Client } from './client.ts'
import { ClientAlias } from './client-alias.ts'
import { ClientRow } from './client-row.ts'
import { ColumnMapping } from './column-mapping.ts'
import { FxRateRow } from './fx-rate-row.ts'
import { Identity } from './identity.ts'
import { Invitation } from './invitation.ts'
import { InvoiceMonth } from './invoice-month.ts'
import { InvoiceRow } from './invoice-row.ts'
import { Job } from './job.ts'
import { LicenseRow } from './license-row.ts'
import { Membership } from './membership.ts'
import { MetricTarget } from './metric-target.ts'
import { MetricVersion } from './metric-version.ts'
import { Organization } from './organization.ts'
import { Person } from './person.ts'
import { PolicyVersion } from './policy-version.ts'
import { RateLimit } from './rate-limit.ts'
import { RejectedRow } from './rejected-row.ts'
import { ReviewEvent } from './review-event.ts'
import { ReviewTask } from './review-task.ts'
import { RowIssue } from './row-issue.ts'
import { SavedQuery } from './saved-query.ts'
import { SecondFactor } from './second-factor.ts'
import { Session } from './session.ts'
import { SignInAttempt } from './sign-in-attempt.ts'
import { SignInTicket } from './sign-in-ticket.ts'
import { Snapshot } from './snapshot.ts'
import { StaffRow } from './staff-row.ts'
import { Term } from './term.ts'
import { TimeLogRow } from './time-log-row.ts'
import { TimeMonth } from './time-month.ts'
import { TimeOpenMonth } from './time-open-month.ts'
import { TimePersonMonth } from './time-person-month.ts'
import { User } from './user.ts'

/** Every table, declared once: the ORM's entities and the planner's row types both come from here. */
export const entities = [
  Organization,
  User,
  Membership,
  Session,
  ApiKey,
  SignInAttempt,
  RateLimit,
  SecondFactor,
  BackupCode,
  Invitation,
  Identity,
  SignInTicket,
  Snapshot,
  RowIssue,
  RejectedRow,
  ColumnMapping,
  ClientAlias,
  Client,
  ClientRow,
  InvoiceRow,
  TimeLogRow,
  LicenseRow,
  StaffRow,
  BudgetRow,
  FxRateRow,
  Person,
  Term,
  TimeMonth,
  TimeOpenMonth,
  TimePersonMonth,
  InvoiceMonth,
  MetricVersion,
  MetricTarget,
  AuditEvent,
  Job,
  PolicyVersion,
  ReviewTask,
  ReviewEvent,
  SavedQuery,
  AskTerm,
] as const
