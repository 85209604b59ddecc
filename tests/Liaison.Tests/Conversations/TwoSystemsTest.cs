using Liaison.Tests.Connectors.Salesforce;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>An organisation with two Salesforces: what a conversation became in one is no business of the other.</summary>
public sealed class TwoSystemsTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A104"), Trait("row", "A109")]
    public async Task One_conversation_is_written_into_both_and_its_late_facts_land_on_its_own_record_in_each()
    {
        await using var hub = await TalkHub.Start(postgres);
        // Ids of the second organisation are others from the start: a case more stands there.
        await using var other = await SalesforceBench.Unconnected(TimeProvider.System);
        await other.Add("Case", new { Subject = "Theirs alone" });
        await other.Add("Contact", new { LastName = "Theirs alone" });
        await hub.Choose("support");
        var first = hub.Connection;
        var second = await hub.Connect(other.Address, "The other one");
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "both@adeyemi.example");
        await hub.Tell(talk.Whole);
        await hub.Delivered();
        await hub.Tell(talk.Disposition("Escalated"));
        await hub.Delivered();

        var there = (await hub.Session("chat-1"))["records"]!.AsArray();
        string Of(string connection, string type) => (string)Assert.Single(there, r => (string?)r!["connectionId"] == connection && (string?)r["recordType"] == type)!["record"]!;
        Assert.NotEqual(Of(first.Value, "Case"), Of(second.Value, "Case"));
        var here = await hub.Record("Case", Of(first.Value, "Case"));
        Assert.Contains("Escalated", (string?)here["Description"], StringComparison.Ordinal);
        Assert.Equal(Of(first.Value, "Contact"), (string?)here["ContactId"]);
        var made = await other.Row($"SELECT Description, ContactId FROM Case WHERE Id = '{Of(second.Value, "Case")}'");
        Assert.Contains("Escalated", made.GetProperty("Description").GetString(), StringComparison.Ordinal);
        Assert.Equal(Of(second.Value, "Contact"), made.GetProperty("ContactId").GetString());
        Assert.Single(await hub.Records("Case", ("SuppliedEmail", "both@adeyemi.example")));
        Assert.Single(await other.Rows("SELECT Id FROM Case WHERE SuppliedEmail = 'both@adeyemi.example'"));
        var files = await other.Rows($"SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '{Of(second.Value, "Case")}'");
        Assert.Equal((await hub.FilesOn(Of(first.Value, "Case"))).Count, files.Count);
    }
}
