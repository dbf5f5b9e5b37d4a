using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Audit;

/// <inheritdoc cref="IAuditReader"/>
internal sealed class AuditReader(NpgsqlDataSource database, ICallers callers, Roles roles, IAuditLog log) : IAuditReader
{
    private const int MostPerPage = 200;
    private const int Stride = 2000;

    public async Task<AuditList> Page(AuditQuery query, CancellationToken cancellation)
    {
        await Allow(cancellation);
        if (AuditFilter.IsOfNothing(query))
        {
            return new([], null);
        }

        var limit = Math.Clamp(query.Limit, 1, MostPerPage);
        var rows = await database.Read($"""
            select {AuditRows.Columns}, t.name from audit_log a left join api_tokens t on t.id = a.token_id
            where a.number < ${AuditFilter.Parameters + 1} and {AuditFilter.Condition}
            order by a.number desc limit {limit + 1}
            """,
            [.. AuditFilter.Of(query), Long(query.Before ?? long.MaxValue)],
            row => AuditRows.Read(row) with { TokenName = row.OptionalText(AuditRows.Width) }, cancellation);
        return rows.Length <= limit ? new(rows, null) : new(rows[..limit], rows[limit - 1].Number);
    }

    public async Task<IAsyncEnumerable<SealedRecord>> Export(AuditQuery query, CancellationToken cancellation)
    {
        var caller = await Allow(cancellation);
        await log.Write(AuditEntry.By(caller, AuditActions.AuditExported, detail: AuditFilter.Say(query)), cancellation);
        return AuditFilter.IsOfNothing(query) ? AsyncEnumerable.Empty<SealedRecord>() : Stream(query, cancellation);
    }

    public async Task<AuditVerdict> Check(AuditSeal? kept, IProgress<long>? progress, CancellationToken cancellation)
    {
        await Allow(cancellation);
        var (chain, last) = (new AuditChain(kept), long.MinValue);
        while (true)
        {
            var rows = await database.Read(
                $"select {AuditRows.ChainColumns} from audit_log a where a.number > $1 order by a.number limit {Stride}",
                [Long(last)], AuditRows.ReadChained, cancellation);
            foreach (var row in rows)
            {
                chain.Next(row);
                last = row.Record.Number;
            }

            progress?.Report(chain.Rows);
            if (rows.Length < Stride)
            {
                return chain.End();
            }
        }
    }

    private async IAsyncEnumerable<SealedRecord> Stream(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ImmutableArray<SealedRecord> rows;
        var last = 0L;
        do
        {
            rows = await database.Read($"""
                select {AuditRows.Columns}, t.name, a.hash from audit_log a left join api_tokens t on t.id = a.token_id
                where a.number > ${AuditFilter.Parameters + 1} and {AuditFilter.Condition}
                order by a.number limit {Stride}
                """, [.. AuditFilter.Of(query), Long(last)], ReadSealed, cancellation);
            foreach (var row in rows)
            {
                yield return row;
                last = row.Record.Number;
            }
        }
        while (rows.Length == Stride);
    }

    private static SealedRecord ReadSealed(NpgsqlDataReader row)
    {
        var record = AuditRows.Read(row) with { TokenName = row.OptionalText(AuditRows.Width) };
        return new(record, new(record.Number, Convert.ToHexStringLower(row.GetFieldValue<byte[]>(AuditRows.Width + 1))));
    }

    private async Task<Caller> Allow(CancellationToken cancellation)
    {
        var caller = callers.Current;
        return caller.May(Scopes.Admin) && await roles.Of(caller.UserId, cancellation) >= Role.Admin
            ? caller
            : throw new RefusedException(Refusals.NotAllowed, "Only owners and admins can look into the audit log.");
    }
}
