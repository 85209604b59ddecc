using Liaison.Core.Desk;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>What an agent is shown of the records that a caller was recognised by.</summary>
public sealed class RecordCardTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A97"), Trait("row", "A99"), Trait("row", "A100"), Trait("row", "A101"), Trait("row", "A105"), Trait("row", "A106"), Trait("row", "A107")]
    public async Task The_call_brings_each_records_link_why_it_was_found_whether_it_opens_and_as_many_fields_as_may_be_shown()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with { DynamicData = new(5, 3, null) }, workers: false);
        var jane = await floor.Agent("jane");
        await using var desk = await floor.Listen(jane);
        await floor.Ring("call-1", "jane");
        await floor.Tell("recognised", "call-1", new
        {
            records = new object[]
            {
                new { connection = "con_1", recordType = "Contact", record = "003", name = "Ann O'Neil", url = "https://crm.example/003", why = "The number is hers.", open = true, values = Enumerable.Range(0, 12).ToDictionary(n => $"Field{n:D2}", n => $"value {n}") },
                new { connection = "con_1", recordType = "Account", record = "001", name = "Norchester", candidate = true },
            },
        });
        var card = (await desk.Next(d => d["offer"]?["records"]!.AsArray().Count == 1))["offer"]!;
        var record = card["records"]![0]!;
        Assert.Equal(("https://crm.example/003", "The number is hers.", true, "The number is hers."), ((string?)record["url"], (string?)record["why"], (bool)record["open"]!, (string?)card["why"]));
        Assert.Equal(8, record["values"]!.AsObject().Count);
        Assert.Equal("Norchester", (string?)card["candidates"]!.AsArray().Single()!["name"]);
        Assert.True((bool)(await DeskFloor.Desk(jane)).Json["settings"]!["autoOpenRecords"]!);
        await floor.Configure(DeskFloor.Settings with { DynamicData = new(5, 3, 5) });
        Assert.Equal(5, (await DeskFloor.Desk(jane)).Json["offer"]!["records"]![0]!["values"]!.AsObject().Count);
    }
}
