// Written by npm run print from arrival.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** Whoever accepts. The same is asked of people with an account on this server and without: an invitation does not tell who has one. */
export type AcceptInvitationInput = {
  /** A code of the app, or a backup code; for accounts with a second factor. */
  readonly code?: string | null | undefined;
  /** What a new person is called, 1 to 100 characters; whoever has an account keeps their name. */
  readonly name: string;
  /** The password of the account that the address has on this server, or else a new one of 8 to 1000 characters. */
  readonly password: string;
  /** The token of the invitation. */
  readonly token: string;
};

/** What a member or an API key may do at most. */
export type Role =
  /** May do everything but what concerns the workspace itself. */
  | 'ADMIN'
  /** Reads everything, uploads, corrects, defines metrics. */
  | 'ANALYST'
  /** Reads everything, decides reviews, shares reports; does not upload. */
  | 'MANAGER'
  /** May do everything, workspace and ownership included. */
  | 'OWNER'
  /** Reads clients, hours and revenue; no cost, contacts or names of staff. */
  | 'VIEWER';

export type InvitationQueryVariables = Exact<{
  token: string;
}>;


export type InvitationQuery = { readonly invitation: { readonly organization: string, readonly role: Role, readonly email: string, readonly expiresAt: string } | null };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { readonly acceptInvitation:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'InvalidInvitation', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'Session', readonly accessToken: string, readonly expiresAt: string, readonly refreshToken: string, readonly refreshExpiresAt: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
    | { readonly __typename: 'WeakPassword', readonly message: string }
   };

export type CompleteSignInMutationVariables = Exact<{
  code: string;
}>;


export type CompleteSignInMutation = { readonly completeSignIn:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'Session', readonly accessToken: string, readonly expiresAt: string, readonly refreshToken: string, readonly refreshExpiresAt: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type SwitchOrganizationMutationVariables = Exact<{
  id: string;
}>;


export type SwitchOrganizationMutation = { readonly switchOrganization: { readonly __typename: 'Session', readonly accessToken: string, readonly expiresAt: string, readonly refreshToken: string, readonly refreshExpiresAt: string } };

export const invitation: Operation<InvitationQuery, InvitationQueryVariables> =
  "query Invitation($token:String!){invitation(token:$token){organization role email expiresAt}}"
export const acceptInvitation: Operation<AcceptInvitationMutation, AcceptInvitationMutationVariables> =
  "mutation AcceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){__typename ...on Session{accessToken expiresAt refreshToken refreshExpiresAt}...on InvalidInvitation{message}...on WeakPassword{message}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const completeSignIn: Operation<CompleteSignInMutation, CompleteSignInMutationVariables> =
  "mutation CompleteSignIn($code:String!){completeSignIn(code:$code){__typename ...on Session{accessToken expiresAt refreshToken refreshExpiresAt}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const switchOrganization: Operation<SwitchOrganizationMutation, SwitchOrganizationMutationVariables> =
  "mutation SwitchOrganization($id:ID!){switchOrganization(id:$id){__typename accessToken expiresAt refreshToken refreshExpiresAt}}"
