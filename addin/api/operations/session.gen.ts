// Written by npm run print from session.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** Who signs in. */
export type SignInInput = {
  /** Code of the authenticator app, or a backup code in any spacing and case; for accounts with a second factor. Each works once. */
  readonly code?: string | null | undefined;
  /** The address of the account. */
  readonly email: string;
  /** Name of the organization, for people who belong to several; absent: the one they joined first. */
  readonly organization?: string | null | undefined;
  /** Its password. */
  readonly password: string;
};

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { readonly signIn:
    | { readonly __typename: 'InvalidCredentials', readonly message: string }
    | { readonly __typename: 'MfaRequired', readonly message: string }
    | { readonly __typename: 'Session', readonly accessToken: string, readonly expiresAt: string, readonly refreshToken: string, readonly refreshExpiresAt: string }
    | { readonly __typename: 'TooManyAttempts', readonly message: string, readonly retryAfterSeconds: number }
   };

export type RefreshSessionMutationVariables = Exact<{
  refreshToken: string;
}>;


export type RefreshSessionMutation = { readonly refreshSession:
    | { readonly __typename: 'InvalidRefreshToken', readonly message: string }
    | { readonly __typename: 'Session', readonly accessToken: string, readonly expiresAt: string, readonly refreshToken: string, readonly refreshExpiresAt: string }
   };

export type SignOutMutationVariables = Exact<{
  everywhere?: boolean | null | undefined;
}>;


export type SignOutMutation = { readonly signOut: boolean };

export const signIn: Operation<SignInMutation, SignInMutationVariables> =
  "mutation SignIn($input:SignInInput!){signIn(input:$input){__typename ...on Session{accessToken expiresAt refreshToken refreshExpiresAt}...on InvalidCredentials{message}...on MfaRequired{message}...on TooManyAttempts{message retryAfterSeconds}}}"
export const refreshSession: Operation<RefreshSessionMutation, RefreshSessionMutationVariables> =
  "mutation RefreshSession($refreshToken:String!){refreshSession(refreshToken:$refreshToken){__typename ...on Session{accessToken expiresAt refreshToken refreshExpiresAt}...on InvalidRefreshToken{message}}}"
export const signOut: Operation<SignOutMutation, SignOutMutationVariables> =
  "mutation SignOut($everywhere:Boolean){signOut(everywhere:$everywhere)}"
