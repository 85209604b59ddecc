using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage;
using Liaison.Storage.Configuration;
using Npgsql;

namespace Liaison.Hub.Operations;

/// <summary>Looks at everything, tries every connection, and says what to do about what it finds.</summary>
public sealed class Doctor(Checkup checkup, Database database, SetupStore setups, ConnectorCatalog connectors, Trial trial)
{
    private static readonly Version OldestPostgres = new(14, 0);

    public async Task<IReadOnlyList<Finding>> Examine(CancellationToken cancel)
    {
        var findings = new List<Finding>(await checkup.Run(cancel));
        if (findings.Exists(f => f is { Name: "database" or "migrations", Ok: false }))
        {
            return findings;
        }
        findings.Add(await PostgresVersion(cancel));
        foreach (var tenant in await setups.Tenants(cancel))
        {
            var setup = await setups.Load(tenant, cancel);
            foreach (var connection in setup.Connections.Values)
            {
                findings.Add(await Try(connection, cancel));
            }
        }
        return findings;
    }

    private async Task<Finding> PostgresVersion(CancellationToken cancel)
    {
        await using NpgsqlConnection connection = await database.OpenForAll(cancel);
        return connection.PostgreSqlVersion >= OldestPostgres
            ? new Finding("postgresql", true, $"PostgreSQL {connection.PostgreSqlVersion} is new enough.")
            : new Finding("postgresql", false, $"PostgreSQL {connection.PostgreSqlVersion} is too old.", $"Move to PostgreSQL {OldestPostgres.Major} or later.");
    }

    private async Task<Finding> Try(Connection connection, CancellationToken cancel)
    {
        var name = $"connection “{connection.Name}” ({connection.Id})";
        if (!connection.Enabled)
        {
            return new Finding(name, true, "It is switched off.");
        }
        if (connectors.Find(connection.Kind) is not { } declaration)
        {
            return new Finding(name, false, $"This hub does not offer the connector “{connection.Kind}”.", "Add the kind to Liaison__Connectors, or switch the connection off.");
        }
        using var document = JsonDocument.Parse(connection.Settings);
        var (settings, problems) = SettingsForm.Read(declaration, document.RootElement);
        if (settings is null || problems.Count > 0)
        {
            return new Finding(name, false, string.Join(" ", problems.Select(p => p.Message)), "Correct the settings under General and save them.");
        }
        var parked = connection.Parked is { } fault ? $" It is parked: {fault.Detail}" : "";
        return await trial.Run(declaration, connection.Id, settings, cancel) switch
        {
            Outcome<TestReport>.Success(var report) when connection.Parked is null => new Finding(name, true, report.Summary),
            Outcome<TestReport>.Success(var report) => new Finding(name, false, report.Summary + parked, "Its settings work now: open it and choose Resume."),
            Outcome<TestReport>.Failure(var wrong) => new Finding(name, false, wrong.Detail + parked, wrong.Advice),
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }
}
