// Written by npm run print from people.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** What became of an invitation. */
export type InvitationState =
  /** Somebody has joined by it. */
  | 'ACCEPTED'
  /** It was not accepted in time. */
  | 'EXPIRED'
  /** It can be accepted. */
  | 'OPEN'
  /** It was ended, or a newer one of the same address has taken its place. */
  | 'REVOKED';

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

export type PeopleQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PeopleQuery = { readonly users: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly email: string | null, readonly role: Role, readonly joinedAt: string, readonly lastSignInAt: string | null, readonly secondFactor: boolean | null }> } };

export type InvitationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type InvitationsQuery = { readonly invitations: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly email: string, readonly role: Role, readonly state: InvitationState, readonly createdAt: string, readonly expiresAt: string, readonly acceptedAt: string | null, readonly revokedAt: string | null, readonly invitedBy: { readonly name: string } | null }> } };

export type InviteUserMutationVariables = Exact<{
  email: string;
  role: Role;
}>;


export type InviteUserMutation = { readonly inviteUser: { readonly path: string, readonly invitation: { readonly id: string, readonly email: string, readonly role: Role, readonly state: InvitationState, readonly createdAt: string, readonly expiresAt: string, readonly acceptedAt: string | null, readonly revokedAt: string | null, readonly invitedBy: { readonly name: string } | null } } };

export type RevokeInvitationMutationVariables = Exact<{
  id: string;
}>;


export type RevokeInvitationMutation = { readonly revokeInvitation: { readonly id: string, readonly email: string, readonly role: Role, readonly state: InvitationState, readonly createdAt: string, readonly expiresAt: string, readonly acceptedAt: string | null, readonly revokedAt: string | null, readonly invitedBy: { readonly name: string } | null } };

export type ChangeRoleMutationVariables = Exact<{
  userId: string;
  role: Role;
}>;


export type ChangeRoleMutation = { readonly changeRole: { readonly id: string, readonly name: string, readonly email: string | null, readonly role: Role, readonly joinedAt: string, readonly lastSignInAt: string | null, readonly secondFactor: boolean | null } };

export type RemoveUserMutationVariables = Exact<{
  userId: string;
}>;


export type RemoveUserMutation = { readonly removeUser: boolean };

export type TransferOwnershipMutationVariables = Exact<{
  userId: string;
}>;


export type TransferOwnershipMutation = { readonly transferOwnership: { readonly id: string, readonly name: string, readonly email: string | null, readonly role: Role, readonly joinedAt: string, readonly lastSignInAt: string | null, readonly secondFactor: boolean | null } };

export type PersonFragment = { readonly id: string, readonly name: string, readonly email: string | null, readonly role: Role, readonly joinedAt: string, readonly lastSignInAt: string | null, readonly secondFactor: boolean | null };

export type SentInvitationFragment = { readonly id: string, readonly email: string, readonly role: Role, readonly state: InvitationState, readonly createdAt: string, readonly expiresAt: string, readonly acceptedAt: string | null, readonly revokedAt: string | null, readonly invitedBy: { readonly name: string } | null };

export const people: Operation<PeopleQuery, PeopleQueryVariables> =
  "query People($first:Int!$after:String){users(first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{...Person}}}fragment Person on User{id name email role joinedAt lastSignInAt secondFactor}"
export const invitations: Operation<InvitationsQuery, InvitationsQueryVariables> =
  "query Invitations($first:Int!$after:String){invitations(first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{...SentInvitation}}}fragment SentInvitation on Invitation{id email role state createdAt expiresAt acceptedAt revokedAt invitedBy{name}}"
export const inviteUser: Operation<InviteUserMutation, InviteUserMutationVariables> =
  "mutation InviteUser($email:String!$role:Role!){inviteUser(email:$email role:$role){path invitation{...SentInvitation}}}fragment SentInvitation on Invitation{id email role state createdAt expiresAt acceptedAt revokedAt invitedBy{name}}"
export const revokeInvitation: Operation<RevokeInvitationMutation, RevokeInvitationMutationVariables> =
  "mutation RevokeInvitation($id:ID!){revokeInvitation(id:$id){...SentInvitation}}fragment SentInvitation on Invitation{id email role state createdAt expiresAt acceptedAt revokedAt invitedBy{name}}"
export const changeRole: Operation<ChangeRoleMutation, ChangeRoleMutationVariables> =
  "mutation ChangeRole($userId:ID!$role:Role!){changeRole(userId:$userId role:$role){...Person}}fragment Person on User{id name email role joinedAt lastSignInAt secondFactor}"
export const removeUser: Operation<RemoveUserMutation, RemoveUserMutationVariables> =
  "mutation RemoveUser($userId:ID!){removeUser(userId:$userId)}"
export const transferOwnership: Operation<TransferOwnershipMutation, TransferOwnershipMutationVariables> =
  "mutation TransferOwnership($userId:ID!){transferOwnership(userId:$userId){...Person}}fragment Person on User{id name email role joinedAt lastSignInAt secondFactor}"
