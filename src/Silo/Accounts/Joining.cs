using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <inheritdoc cref="IJoining"/>
internal sealed class Joining(Enrolment enrolment, SessionStart session) : IJoining
{
    public Task<InvitationAnswer> Look(string secret, CancellationToken cancellation) => enrolment.Look(secret, cancellation);

    public async Task<ImmutableArray<FieldError>> Join(string secret, string name, string password, CancellationToken cancellation)
    {
        var (member, wrong) = await enrolment.Join(secret, name, password, cancellation);
        if (member is not null)
        {
            await session.Begin(member, SignInMethod.Invitation, cancellation);
        }

        return wrong;
    }
}
