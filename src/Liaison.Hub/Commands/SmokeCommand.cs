using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Hub.Import;
using Npgsql;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison smoke</c>: everything once, from nothing, in a temporary folder; one line of JSON says how it went.</summary>
internal static class SmokeCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static Command Make()
    {
        var command = new Command("smoke", "Starts everything in a temporary folder, imports the samples, waits until every case has its enquiry and follows a change and every session its records, and says so in one line of JSON.");
        command.SetAction((_, cancel) => Guarded.Run(() => Smoke(cancel)));
        return command;
    }

    private static async Task<int> Smoke(CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        using var folder = new TemporaryFolder("smoke");
        var options = new HubOptions { DataFolder = folder.Path, AllowInternalAddresses = true, Urls = $"http://127.0.0.1:{Ports.FreeOr(0)}" };
        await using var demo = await DemoHub.Start(options, 0, cancel);
        var store = demo.App.Services.GetRequiredService<HubStore>();
        var imported = (await ImportCommand.Run(demo.App.Services, demo.Notes.Tenant, new ImportOrder(DemoSeed.CasesFile, DemoSeed.CaseType), cancel)).Imported;
        await SmokePhoneCalls.SwitchOn(demo.App.Services, store, demo.Notes.Tenant, cancel);
        var (standing, timelines, calls) = (await SmokeTalks.Standing(demo.Sandbox, cancel), await SmokeTimelines.Standing(demo.Sandbox, cancel), await SmokePhoneCalls.Standing(demo.Sandbox, cancel));
        var day = await SampleDay.Replay(new Uri(options.Urls), demo.Notes.CentreKey!, TimeProvider.System, cancel);
        await SmokeFeed.Record(new Uri(options.Urls), demo.Notes.CentreKey!, store, cancel);
        await Until(async () => (await Count(store, "select count(*) from cases c where not exists (select 1 from record_links l where l.subject = c.id)", cancel)) == 0
            && (await Count(store, "select count(*) from deliveries where state in (0, 1)", cancel)) == 0, "every case has its enquiry and every session its records", cancel);
        var followed = await FollowsChanges(demo, store, cancel);
        var talks = await SmokeTalks.Count(demo.Sandbox, store, standing, cancel);
        var told = await SmokeTimelines.Count(demo.Sandbox, store, timelines, cancel);
        var phone = await SmokePhoneCalls.Count(demo.Sandbox, store, calls, cancel);
        var feed = await SmokeFeed.Count(demo.Sandbox, store, cancel);
        var counts = await Counts(demo, store, cancel);
        Console.WriteLine(Json.Write(new
        {
            cases = imported,
            delivered = counts.Delivered,
            failed = counts.Failed,
            parked = counts.Parked,
            duplicates = counts.Duplicates + talks.Duplicates + told.Duplicates + phone.Duplicates,
            followed,
            sessions = talks.Sessions,
            systems = new
            {
                confirm = new { enquiries = counts.Enquiries },
                salesforce = new { tasks = talks.Tasks, contacts = talks.Contacts, cases = talks.Cases, files = talks.Files },
                dynamics = new { phoneCalls = phone.PhoneCalls, tasks = phone.Tasks, contacts = phone.Contacts, notes = phone.Notes },
                kustomer = new { conversations = told.Conversations, customers = told.Customers, messages = told.Messages, notes = told.Notes, files = told.Files },
                virtualObserver = new { events = feed.Events, files = feed.Files },
            },
            differences = talks.Differences.Concat(told.Differences).Concat(phone.Differences).Concat(feed.Differences),
            seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
        }));
        return counts is { Failed: 0, Parked: 0, Duplicates: 0 } && counts.Enquiries == imported && followed == 3
            && day.Refused == 0 && talks is { Sessions: > 0, Duplicates: 0, Differences.Count: 0 } && told is { Conversations: > 0, Duplicates: 0, Differences.Count: 0 }
            && phone is { PhoneCalls: > 0, Duplicates: 0, Differences.Count: 0 } && feed is { Events: > 0, Files: > 0, Differences.Count: 0 } ? 0 : 1;
    }

    /// <summary>Changes three enquiries in the stand-in, as somebody at Confirm's own desk would, and waits for their cases to say the same.</summary>
    private static async Task<int> FollowsChanges(DemoHub demo, HubStore store, CancellationToken cancel)
    {
        var numbers = new List<string>();
        await using (var connection = await store.Database.OpenForAll(cancel))
        await using (var ask = new NpgsqlCommand("select l.record from record_links l join cases c on c.id = l.subject where c.status <> 'closed' order by l.record limit 3", connection))
        await using (var reader = await ask.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                numbers.Add(reader.GetString(0));
            }
        }
        foreach (var number in numbers)
        {
            using var answer = await demo.Sandbox.Http.PostAsJsonAsync($"/confirm/control/enquiries/{number}/change", new { statusCode = "CLSD", notes = "Mended on site.", user = "J. Inspector" }, cancel);
            answer.EnsureSuccessStatusCode();
        }
        await Until(async () => await Count(store, $"select count(*) from record_links l join cases c on c.id = l.subject where c.status = 'closed' and l.record in ({string.Join(',', numbers.Select(n => $"'{long.Parse(n, null)}'"))})", cancel) == numbers.Count,
            "the cases follow", cancel);
        return numbers.Count;
    }

    private static async Task<(long Delivered, long Failed, long Parked, long Enquiries, long Duplicates)> Counts(DemoHub demo, HubStore store, CancellationToken cancel)
    {
        var counters = await demo.Sandbox.Http.GetFromJsonAsync<JsonElement>("/confirm/control/counters", cancel);
        return (await Count(store, "select count(*) from deliveries where state = 3", cancel), await Count(store, "select count(*) from deliveries where state in (4, 5)", cancel),
            await Count(store, "select count(*) from deliveries where state = 2", cancel), counters.GetProperty("enquiries").GetInt64(), counters.GetProperty("duplicates").GetInt64());
    }

    private static async Task<long> Count(HubStore store, string sql, CancellationToken cancel)
    {
        await using var connection = await store.Database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand(sql, connection);
        return (long)(await ask.ExecuteScalarAsync(cancel))!;
    }

    private static async Task Until(Func<Task<bool>> so, string what, CancellationToken cancel)
    {
        for (var clock = Stopwatch.StartNew(); !await so();)
        {
            if (clock.Elapsed > Limit)
            {
                throw new CommandException($"Waited {Limit.TotalMinutes} minutes in vain until {what}.");
            }
            await Task.Delay(50, cancel);
        }
    }
}
