using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The descriptions of tables, asked of Dynamics. The fault SchemaDrift says that there is no such table for us.</summary>
internal static class DynamicsSchema
{
    /// <summary>A description fills a quarter of a megabyte; the log needs only to show that it came.</summary>
    private const int Shown = 500;

    public static Descriptions<DescribedTable> Of(DynamicsClient client, TimeProvider time) => new(time, 128, (table, _, calls, cancel) => Ask(client, table.ToLowerInvariant(), calls, cancel),
        static table => new Fault(FaultKind.SchemaDrift, $"Dynamics has no table {table}, or the user we work as may not see it.", Code: "no-table"));

    private static async Task<Outcome<DescribedTable?>> Ask(DynamicsClient client, string table, Calls calls, CancellationToken cancel)
    {
        if ((await Batch.Read(client, TableReader.Requests(table), calls, cancel, Shown)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        if (answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong)
        {
            return answers[0].Status == 404 ? (DescribedTable?)null : wrong.Fault(writes: false);
        }
        return TableReader.Read(answers) is { } described ? described : DynamicsErrors.NoAnswer($"Dynamics' description of {table} cannot be read.", writes: false);
    }
}
