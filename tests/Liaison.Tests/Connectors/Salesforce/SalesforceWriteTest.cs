using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceWriteTest
{
    [Theory, Trait("row", "A190"), Trait("row", "A198"), Trait("row", "A201")]
    [InlineData("Contact", "Case", "ContactId")]
    [InlineData("Contact", "Task", "WhoId")]
    [InlineData("Lead", "Task", "WhoId")]
    public async Task A_person_and_what_was_said_are_written_with_one_call_and_point_at_each_other(string person, string activity, string link)
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        Value(await connector.WriteTogether(Pair("warm", person, activity, link), bench.Calls, Cancel));
        var before = bench.Calls.Exchanges.Count;
        var written = Value(await connector.WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        Assert.Equal(written[0].Record, (await bench.Row($"SELECT {link} FROM {activity} WHERE Id = '{written[1].Record}'")).GetProperty(link).GetString());
        Assert.All(written, one => Assert.Null(one.Note));
    }

    [Theory, InlineData("Contact", "Case", "ContactId"), InlineData("Lead", "Task", "WhoId")]
    public async Task Written_twice_it_is_there_once(string person, string activity, string link)
    {
        await using var bench = await SalesforceBench.Start();
        var first = Value(await bench.Open().WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        var second = Value(await bench.Open().WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        Assert.Equal(first.Select(one => one.Record), second.Select(one => one.Record));
        Assert.Single(await bench.Rows($"SELECT Id FROM {activity} WHERE Subject = 'Call 1'"));
    }

    [Fact]
    public async Task A_field_that_only_a_new_record_takes_does_not_stop_the_second_saving()
    {
        await using var bench = await SalesforceBench.Start();
        var task = SalesforceBench.Write("it", "Task", "k", ("Subject", "Once"), ("TaskSubtype", "Call"));
        var first = Assert.Single(Value(await bench.Open().WriteTogether([task], bench.Calls, Cancel)));
        var second = Assert.Single(Value(await bench.Open().WriteTogether([task], bench.Calls, Cancel)));
        Assert.Equal(first.Record, second.Record);
        Assert.Contains("only when a record is made", second.Note, StringComparison.Ordinal);
        Assert.Equal("Call", (await bench.Row($"SELECT TaskSubtype FROM Task WHERE Id = '{first.Record}'")).GetProperty("TaskSubtype").GetString());
    }

    [Fact]
    public async Task When_one_of_them_cannot_be_none_of_them_is()
    {
        await using var bench = await SalesforceBench.Start("requiredFields:0=Case.Subject");
        var pair = Pair("1", "Contact", "Case", "ContactId");
        var fault = Fault(await bench.Open().WriteTogether([pair[0], pair[1] with { Fields = [] }], bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "Subject"), (fault.Kind, fault.Field));
        Assert.StartsWith("Case:", fault.Detail, StringComparison.Ordinal);
        Assert.Empty(await bench.Rows("SELECT Id FROM Contact WHERE LastName = 'Person 1'"));
    }

    [Theory, Trait("row", "A191"), Trait("row", "A192")]
    [InlineData(UpdatePolicy.Keep, "Loner", null)]
    [InlineData(UpdatePolicy.Update, "Changed", "Captain")]
    [InlineData(UpdatePolicy.FillEmpty, "Loner", "Captain")]
    public async Task An_existing_record_is_kept_updated_or_filled_as_the_rule_says(UpdatePolicy policy, string name, string? title)
    {
        await using var bench = await SalesforceBench.Start();
        var id = (await bench.Row("SELECT Id FROM Contact WHERE LastName = 'Loner'")).GetProperty("Id").GetString()!;
        var write = SalesforceBench.Write("person", "Contact", "k", ("LastName", "Changed"), ("Title", "Captain")) with { Record = id, Existing = policy };
        var written = Assert.Single(Value(await bench.Open().WriteTogether([write], bench.Calls, Cancel)));
        var row = await bench.Row($"SELECT LastName, Title FROM Contact WHERE Id = '{id}'");
        Assert.Equal((id, name, title), (written.Record, row.GetProperty("LastName").GetString(), row.GetProperty("Title").GetString()));
        Assert.Equal(policy == UpdatePolicy.Keep, written.Note is not null);
    }

    [Fact, Trait("row", "A191")]
    public async Task Where_nothing_is_empty_nothing_is_sent_and_the_activity_still_points_at_the_person()
    {
        await using var bench = await SalesforceBench.Start();
        var id = (await bench.Row("SELECT Id FROM Contact WHERE LastName = 'Marsh'")).GetProperty("Id").GetString()!;
        var pair = Pair("1", "Contact", "Task", "WhoId");
        var written = Value(await bench.Open().WriteTogether([pair[0] with { Record = id, Existing = UpdatePolicy.FillEmpty }, pair[1]], bench.Calls, Cancel));
        Assert.Equal(id, (await bench.Row($"SELECT WhoId FROM Task WHERE Id = '{written[1].Record}'")).GetProperty("WhoId").GetString());
        Assert.Contains("nothing empty", written[0].Note, StringComparison.Ordinal);
        Assert.Equal("Marsh", (await bench.Row($"SELECT LastName FROM Contact WHERE Id = '{id}'")).GetProperty("LastName").GetString());
    }

    [Theory, Trait("row", "A218"), Trait("row", "A219"), Trait("row", "A220")]
    [InlineData("Contact", "alice.archer@example.com", "alice.archer@sandbox.example")]
    [InlineData("Lead", "ALICE.archer@example.com", "alice.archer@sandbox.example")]
    [InlineData("Case", "alice.archer@example.com", "alice.archer@sandbox.example")]
    [InlineData("Task", "alice.archer@example.com", "alice.archer@sandbox.example")]
    [InlineData("Case", "nobody@example.com", "integration@liaison.example", "connected user")]
    [InlineData("Task", "dan.dyer@example.com", "integration@liaison.example", "connected user")]
    [InlineData("Task", "autoproc@sandbox.example", "integration@liaison.example", "connected user")]
    [InlineData("Task", "shared.desk@example.com", "erin.east@sandbox.example", "2 users")]
    [InlineData("Case", null, "integration@liaison.example")]
    public async Task The_owner_is_the_user_with_the_agents_address_else_the_connected_one(string type, string? email, string username, string? note = null)
    {
        await using var bench = await SalesforceBench.Start("assignmentRules=true");
        var write = SalesforceBench.Write("it", type, "k", type is "Contact" or "Lead" ? ("LastName", "Owned") : ("Subject", "Owned"), ("Company", type == "Lead" ? "Acme" : null)) with { OwnerEmail = email };
        var written = Assert.Single(Value(await bench.Open().WriteTogether([write], bench.Calls, Cancel)));
        var owner = (await bench.Row($"SELECT OwnerId FROM {type} WHERE Id = '{written.Record}'")).GetProperty("OwnerId").GetString();
        Assert.Equal(username, (await bench.Row($"SELECT Username FROM User WHERE Id = '{owner}'")).GetProperty("Username").GetString());
        Assert.Equal(note is null, written.Note is null);
        Assert.Contains(note ?? "", written.Note ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assignment_rules_run_only_where_they_are_asked_for()
    {
        await using var bench = await SalesforceBench.Start("assignmentRules=true");
        var written = Assert.Single(Value(await bench.Open(bench.Settings with { AssignmentRules = true }).WriteTogether([SalesforceBench.Write("it", "Case", "k", ("Subject", "Whose?"))], bench.Calls, Cancel)));
        Assert.StartsWith("00G", (await bench.Row($"SELECT OwnerId FROM Case WHERE Id = '{written.Record}'")).GetProperty("OwnerId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_that_a_rule_names_is_taken_and_updated()
    {
        await using var bench = await SalesforceBench.Start("duplicateRules=block");
        var id = (await bench.Row("SELECT Id FROM Contact WHERE LastName = 'Loner'")).GetProperty("Id").GetString();
        var pair = Pair("1", "Contact", "Case", "ContactId");
        pair[0] = SalesforceBench.Write("person", "Contact", "k", ("LastName", "Loner"), ("Email", "sam.loner@example.com"), ("Title", "Found")) with { Existing = UpdatePolicy.FillEmpty };
        var written = Value(await bench.Open().WriteTogether(pair, bench.Calls, Cancel));
        Assert.Equal(id, written[0].Record);
        Assert.Contains("duplicate rule", written[0].Note, StringComparison.Ordinal);
        Assert.Equal(id, (await bench.Row($"SELECT ContactId FROM Case WHERE Id = '{written[1].Record}'")).GetProperty("ContactId").GetString());
        Assert.Equal("Found", (await bench.Row($"SELECT Title FROM Contact WHERE Id = '{id}'")).GetProperty("Title").GetString());
    }

    [Theory, InlineData("saveAnyway", "alert", true), InlineData("saveAnyway", "block", false), InlineData("fail", "alert", false)]
    public async Task A_duplicate_may_be_saved_anyway_or_fail(string policy, string rules, bool saved)
    {
        await using var bench = await SalesforceBench.Start("duplicateRules=" + rules);
        var outcome = await bench.Open(bench.Settings with { Duplicates = policy }).WriteTogether([SalesforceBench.Write("person", "Contact", "k", ("LastName", "Loner"), ("Email", "sam.loner@example.com"))], bench.Calls, Cancel);
        Assert.Equal(saved, outcome is Outcome<IReadOnlyList<Written>>.Success);
        Assert.Equal(saved ? 2 : 1, (await bench.Rows("SELECT Id FROM Contact WHERE Email = 'sam.loner@example.com'")).Count);
        if (!saved)
        {
            Assert.Equal(FaultKind.Duplicate, Fault(outcome).Kind);
        }
    }

    [Fact]
    public async Task What_the_organisation_does_not_take_is_left_out_and_told()
    {
        await using var bench = await SalesforceBench.Start("readOnlyFields:0=Task.CallDisposition");
        var written = Assert.Single(Value(await bench.Open().WriteTogether(
        [
            SalesforceBench.Write("it", "Task", "k", ("Subject", new string('s', 300)), ("Nonsense__c", "1"), ("CallDisposition", "Sold"), ("CallType", "INBOUND"), ("TaskSubtype", "Fax"), ("CallDurationInSeconds", "soon"),
                ("IsReminderSet", "yes"), ("Priority", "high"), ("ActivityDate", "2026-07-01"), ("Status", "Completed")),
        ], bench.Calls, Cancel)));
        var row = await bench.Row($"SELECT Subject, CallType, TaskSubtype, CallDurationInSeconds, IsReminderSet, Priority, ActivityDate, Status FROM Task WHERE Id = '{written.Record}'");
        Assert.Equal((255, "Inbound", "Task", "High", "2026-07-01", "Completed"), (row.GetProperty("Subject").GetString()!.Length, row.GetProperty("CallType").GetString(), row.GetProperty("TaskSubtype").GetString(),
            row.GetProperty("Priority").GetString(), row.GetProperty("ActivityDate").GetString(), row.GetProperty("Status").GetString()));
        Assert.All(["Nonsense__c", "Call Result", "“Fax”", "“soon”", "cut from 300 to 255"], word => Assert.Contains(word, written.Note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_vanishes_between_two_writes_is_left_out_of_the_second()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        Value(await connector.WriteTogether([SalesforceBench.Write("it", "Contact", "k1", ("LastName", "One"), ("Title", "T"))], bench.Calls, Cancel));
        await bench.Sandbox.Set(new { removedFields = new[] { "Contact.Title" } });
        var written = Assert.Single(Value(await connector.WriteTogether([SalesforceBench.Write("it", "Contact", "k2", ("LastName", "Two"), ("Title", "T"))], bench.Calls, Cancel)));
        Assert.Contains("Title was left out", written.Note, StringComparison.Ordinal);
        Assert.Single(await bench.Rows("SELECT Id FROM Contact WHERE LastName = 'Two'"));
    }

    [Theory]
    [InlineData("@{person.id}")]
    [InlineData("@{activity.id} and @{nobody.records[0].Id}")]
    [InlineData("'; DELETE -- \" \\ </p>{{x}} \u2028 \ud83d\ude00")]
    public async Task What_a_visitor_writes_stays_text(string text)
    {
        await using var bench = await SalesforceBench.Start();
        var pair = Pair("1", "Contact", "Task", "WhoId");
        pair[1] = SalesforceBench.Write("activity", "Task", "k", ("Subject", text), ("Description", text)) with { Links = pair[1].Links };
        var written = Value(await bench.Open().WriteTogether(pair, bench.Calls, Cancel));
        Assert.Equal(text.Replace("@{", "@ {", StringComparison.Ordinal), (await bench.Row($"SELECT Description FROM Task WHERE Id = '{written[1].Record}'")).GetProperty("Description").GetString());
    }

    [Fact]
    public async Task A_task_about_a_lead_is_about_nothing_else_and_an_account_finds_its_own_field()
    {
        await using var bench = await SalesforceBench.Start();
        var account = (await bench.Row("SELECT Id FROM Account WHERE Name = 'Bluebonnet Freight'")).GetProperty("Id").GetString()!;
        var lead = (await bench.Row("SELECT Id FROM Lead WHERE LastName = 'Shah'")).GetProperty("Id").GetString()!;
        RecordWrite Task(string key, params (string, string)[] links) => SalesforceBench.Write("t" + key, "Task", key, ("Subject", "Link")) with { Links = links.ToDictionary(link => link.Item1, link => link.Item2) };
        var written = Value(await bench.Open().WriteTogether([Task("1", ("WhoId", lead), ("WhatId", account)), Task("2", ("WhoId", account)), Task("3", ("WhoId", "rubbish"))], bench.Calls, Cancel));
        var rows = new List<(string?, string?)>();
        foreach (var one in written)
        {
            var row = await bench.Row($"SELECT WhoId, WhatId FROM Task WHERE Id = '{one.Record}'");
            rows.Add((row.GetProperty("WhoId").GetString(), row.GetProperty("WhatId").GetString()));
        }
        Assert.Equal([(lead, null), (null, account), (null, null)], rows);
        Assert.All(written, one => Assert.NotNull(one.Note));
    }

    [Theory, Trait("row", "A216")]
    [InlineData("alice.archer@example.com", "2026-07-01T23:30:00Z")]
    [InlineData(null, "2026-07-01T23:30:00Z")]
    public async Task A_day_is_the_owners_day(string? owner, string ended)
    {
        await using var bench = await SalesforceBench.Start();
        var written = Assert.Single(Value(await bench.Open().WriteTogether([SalesforceBench.Write("it", "Task", "k", ("Subject", "Day"), ("ActivityDate", ended)) with { OwnerEmail = owner }], bench.Calls, Cancel)));
        var row = await bench.Row($"SELECT ActivityDate, Owner.Id FROM Task WHERE Id = '{written.Record}'");
        var zone = (await bench.Row($"SELECT TimeZoneSidKey FROM User WHERE Username = '{(owner is null ? "integration@liaison.example" : "alice.archer@sandbox.example")}'")).GetProperty("TimeZoneSidKey").GetString()!;
        var day = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(ended), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd");
        Assert.Equal(day, row.GetProperty("ActivityDate").GetString());
    }

    [Theory]
    [InlineData("lock", FaultKind.LockContention, false)]
    [InlineData("throttle", FaultKind.Throttled, false)]
    [InlineData("server-error", FaultKind.Unavailable, true)]
    [InlineData("html", FaultKind.Unavailable, true)]
    [InlineData("truncate", FaultKind.Unknown, true)]
    [InlineData("drop-reply", FaultKind.Unreachable, true)]
    public async Task Weather_is_told_as_what_it_is(string kind, FaultKind fault, bool doubt)
    {
        await using var bench = await SalesforceBench.Start();
        await bench.Fault(new { kind, operation = "composite", count = 1 });
        var told = Fault(await bench.Open().WriteTogether(Pair("1", "Contact", "Task", "WhoId"), bench.Calls, Cancel));
        Assert.Equal((fault, doubt), (told.Kind, told.InDoubt));
        if (kind == "throttle")
        {
            Assert.Equal(SalesforceErrors.LongPause, told.RetryAfter);
        }
    }

    [Theory, InlineData("true"), InlineData("false")]
    public async Task A_lost_answer_is_found_again_and_nothing_is_there_twice(string field)
    {
        await using var bench = await SalesforceBench.Start("sessionIdField=" + field);
        var connector = bench.Open();
        foreach (var (person, activity, link) in new[] { ("Contact", "Case", "ContactId"), ("Lead", "Task", "WhoId") })
        {
            var pair = Pair(activity, person, activity, link);
            var since = TimeProvider.System.GetUtcNow();
            Assert.Null(Nullable(await connector.FindTogether(pair, since, bench.Calls, Cancel)));
            await bench.Fault(new { kind = "drop-reply", operation = "composite", count = 1 });
            Assert.True(Fault(await connector.WriteTogether(pair, bench.Calls, Cancel)).InDoubt);
            var found = Nullable(await connector.FindTogether(pair, since, bench.Calls, Cancel))!;
            Assert.Equal(found[1].Record, (await bench.Row($"SELECT Id FROM {activity} WHERE Subject = 'Call {activity}'")).GetProperty("Id").GetString());
            Assert.Equal(found[0].Record, (await bench.Row($"SELECT Id FROM {person} WHERE LastName = 'Person {activity}'")).GetProperty("Id").GetString());
        }
    }

    [Theory, InlineData("true"), InlineData("false")]
    public async Task A_lost_answer_is_found_again_where_a_duplicate_rule_had_named_the_person(string field)
    {
        await using var bench = await SalesforceBench.Start("sessionIdField=" + field, "duplicateRules=block");
        var (connector, since) = (bench.Open(), TimeProvider.System.GetUtcNow());
        var loner = (await bench.Row("SELECT Id FROM Contact WHERE LastName = 'Loner'")).GetProperty("Id").GetString();
        var pair = Pair("1", "Contact", "Task", "WhoId");
        pair[0] = SalesforceBench.Write("person", "Contact", "per_x", ("LastName", "Loner"), ("Email", "sam.loner@example.com"));
        Value(await connector.WriteTogether(pair, bench.Calls, Cancel));
        var found = Nullable(await connector.FindTogether(pair, since, bench.Calls, Cancel))!;
        Assert.Equal((loner, (await bench.Row("SELECT Id FROM Task WHERE Subject = 'Call 1'")).GetProperty("Id").GetString()), (found[0].Record, found[1].Record));
    }

    [Fact]
    public async Task When_it_cannot_be_looked_up_the_doubt_remains()
    {
        await using var bench = await SalesforceBench.Start();
        var connector = bench.Open();
        var pair = Pair("1", "Contact", "Case", "ContactId");
        Value(await connector.WriteTogether(pair, bench.Calls, Cancel));
        await bench.Fault(new { kind = "server-error", operation = "composite", count = 1 });
        Assert.True(Fault(await connector.FindTogether(pair, TimeProvider.System.GetUtcNow(), bench.Calls, Cancel)).InDoubt);
    }

    [Fact]
    public async Task Above_its_share_of_the_days_calls_writing_waits_and_finding_goes_on()
    {
        await using var bench = await SalesforceBench.Start("dailyApiRequests=40");
        var connector = bench.Open(bench.Settings with { DailyShare = 50 });
        var search = new RecordSearch([new("Contact", [], MatchKind.Email, "sam.loner@example.com", [])], new Dictionary<string, IReadOnlyList<string>>());
        for (var call = 0; call < 22; call++)
        {
            Value(await connector.Find(search, bench.Calls, Cancel));
        }
        Assert.Equal("daily-share", Fault(await connector.WriteTogether(Pair("1", "Contact", "Case", "ContactId"), bench.Calls, Cancel)).Code);
        Value(await connector.Find(search, bench.Calls, Cancel));
        Assert.Equal(40, bench.Budgets[^1].Limit);
    }

    internal static List<RecordWrite> Pair(string name, string person, string activity, string link) =>
    [
        SalesforceBench.Write("person", person, "per_" + name, ("LastName", "Person " + name), ("Email", $"p{name}@example.org".ToLowerInvariant()), ("Company", person == "Lead" ? "Acme" : null)),
        SalesforceBench.Write("activity", activity, $"ses_{name}-{activity.ToLowerInvariant()}", ("Subject", "Call " + name), ("Description", "What was said")) with { Links = new Dictionary<string, string> { [link] = "person" } },
    ];

    private static IReadOnlyList<Written>? Nullable(Outcome<IReadOnlyList<Written>?> outcome) => Assert.IsType<Outcome<IReadOnlyList<Written>?>.Success>(outcome).Value;
}
