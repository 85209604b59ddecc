using System.CommandLine;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Import;
using Liaison.Storage.People;
using Spectre.Console;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison cases import FILE.csv</c>: brings cases in; running it again imports nothing twice.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "A CSV file whose first line names the columns." };
        var type = new Option<string?>("--type") { Description = "The case type of rows that name none." };
        var map = new Option<string[]>("--map") { Description = "column=field, for a column whose name is not a field's; may be given again.", AllowMultipleArgumentsPerToken = true };
        var tenant = new Option<string?>("--tenant") { Description = "The tenant's id or name; may be left out where there is only one." };
        var import = new Command("import", "Imports cases from a CSV file.") { file, type, map, tenant };
        import.SetAction((given, cancel) => Guarded.Run(async () =>
        {
            var order = new ImportOrder(given.GetRequiredValue(file).FullName, given.GetValue(type),
                (given.GetValue(map) ?? []).Select(m => m.Split('=', 2)).Where(m => m.Length == 2).ToDictionary(m => m[0], m => m[1], StringComparer.Ordinal));
            var options = HubOptions.FromEnvironment(Environment.GetEnvironmentVariable) with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal), Urls = "http://127.0.0.1:0" };
            await using var store = await HubStore.Open(options, Console.Error.WriteLine, cancel, share: true);
            await using var app = HubHost.Build(options, store);
            var result = await Run(app.Services, await TenantOf(app.Services, given.GetValue(tenant), cancel), order, cancel);
            Console.WriteLine($"{result.Imported} imported, {result.Known} known already, {result.Bad} bad{(result.BadFile is null ? "" : $" (written to {result.BadFile} with the reasons)")}, in {result.Seconds:F1} s.");
            return result.Bad > 0 ? 3 : 0;
        }));
        return new Command("cases", "Works on cases.") { import };
    }

    /// <summary>Imports with a bar on the terminal; without a terminal it says only how it ended.</summary>
    public static async Task<ImportResult> Run(IServiceProvider services, Id<Tenant> tenant, ImportOrder order, CancellationToken cancel)
    {
        var import = ActivatorUtilities.CreateInstance<CaseImport>(services);
        return Console.IsOutputRedirected
            ? await import.Run(tenant, order, null, cancel)
            : await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async bars =>
            {
                var bar = bars.AddTask($"Importing {Path.GetFileName(order.File)}");
                return await import.Run(tenant, order, told => bar.Value = told.TotalBytes == 0 ? 100 : 100.0 * told.Bytes / told.TotalBytes, cancel);
            });
    }

    private static async Task<Id<Tenant>> TenantOf(IServiceProvider services, string? named, CancellationToken cancel)
    {
        var tenants = await services.GetRequiredService<TenantStore>().List(cancel);
        var found = named is null ? tenants : [.. tenants.Where(t => t.Id.Value == named || string.Equals(t.Name, named, StringComparison.OrdinalIgnoreCase))];
        return found is [var only] ? only.Id
            : throw new CommandException(tenants.Count == 0 ? "There is no tenant yet: start the hub once with: liaison serve" : $"Say which tenant with --tenant: {string.Join(", ", tenants.Select(t => $"“{t.Name}”"))}.");
    }
}
