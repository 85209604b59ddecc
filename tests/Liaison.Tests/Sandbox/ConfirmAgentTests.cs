using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>The CRM Agent tells of changes to enquiries that are ours, whoever made them.</summary>
public sealed class ConfirmAgentTests
{
    private const string Ours = "<ExternalSystemNumber>7</ExternalSystemNumber><ExternalSystemReference>CASE-1</ExternalSystemReference>";

    [Theory]
    [InlineData("enquiry-update", "EnquiryUpdate", "EnquiryUpdate")]
    [InlineData("request", "Request", "EnquiryUpdate")]
    [InlineData("soap", "Envelope", "EnquiryUpdate")]
    [InlineData("status-changes", "GetEnquiryStatusChangesResponse", "UpdatedEnquiry")]
    [InlineData("get-enquiry", "GetEnquiryResponse", "Enquiry")]
    public async Task A_desktop_users_change_arrives_in_the_chosen_shape(string shape, string root, string element)
    {
        await using var receiver = await PushReceiver.Start();
        await using var sandbox = await ConfirmSandbox.Start();
        await Point(sandbox, receiver, new { shape, headers = new[] { "Content-Type:text/xml", "X-Council: Demoford" } });
        var number = await sandbox.Raise(Ours);
        await sandbox.Control($"enquiries/{number}/change", new { statusCode = "INSP", notes = "Zoë is on site", user = "JSMITH" });
        var push = await receiver.Next();
        var document = XDocument.Load(new MemoryStream(push.Body));
        var change = document.Descendants(element).Single();
        Assert.Equal(("?key=k-1", "text/xml", "Demoford"), (push.Query, push.ContentType, push.Council));
        Assert.Equal(root, document.Root!.Name.LocalName);
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), change.Element("EnquiryNumber")!.Value);
        Assert.Equal(("2", "INSP"), (change.Descendants("EnquiryLogNumber").Single().Value, change.Descendants("EnquiryStatusCode").Single().Value));
        Assert.Contains("Zoë is on site", change.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_update_comes_back_as_an_echo_and_others_enquiries_do_not()
    {
        await using var receiver = await PushReceiver.Start();
        await using var sandbox = await ConfirmSandbox.Start();
        await Point(sandbox, receiver, new { shape = "request" });
        var others = await sandbox.Raise("<ExternalSystemNumber>8</ExternalSystemNumber>");
        var ours = await sandbox.Raise(Ours);
        foreach (var number in new[] { others, ours })
        {
            await sandbox.Enquiry($"<EnquiryUpdate><EnquiryNumber>{number}</EnquiryNumber><EnquiryStatusCode>PROG</EnquiryStatusCode></EnquiryUpdate>");
        }

        await sandbox.Control("agent/run", new { });
        var echo = XElement.Load(new MemoryStream((await receiver.Next()).Body)).Descendants("EnquiryUpdate").Single();
        Assert.Equal((ours, "CASE-1"), ((int)echo.Element("EnquiryNumber")!, echo.Element("ExternalSystemReference")!.Value));
        Assert.True(receiver.IsEmpty);
    }

    [Theory]
    [InlineData("request", "EnquiryUpdate")]
    [InlineData("status-changes", "UpdatedEnquiry")]
    public async Task Several_changes_travel_in_one_body(string shape, string element)
    {
        await using var receiver = await PushReceiver.Start();
        await using var sandbox = await ConfirmSandbox.Start();
        await Point(sandbox, receiver, new { shape, perRequest = 10, includeNew = true, batchSeconds = 3600 });
        var numbers = new[] { await sandbox.Raise(Ours), await sandbox.Raise(Ours), await sandbox.Raise(Ours) };
        await sandbox.Control("agent/run", new { });
        var document = XDocument.Load(new MemoryStream((await receiver.Next()).Body));
        Assert.Equal(numbers, document.Descendants(element).Select(one => (int)one.Element("EnquiryNumber")!));
    }

    [Fact]
    public async Task What_is_not_acknowledged_is_sent_again_and_nothing_overtakes_it()
    {
        await using var receiver = await PushReceiver.Start();
        await using var sandbox = await ConfirmSandbox.Start();
        receiver.Answers.Enqueue(500);
        receiver.Answers.Enqueue(404);
        await Point(sandbox, receiver, new { shape = "enquiry-update", batchSeconds = 3600 });
        var number = await sandbox.Raise(Ours);
        await sandbox.Control($"enquiries/{number}/change", new { notes = "first" });
        await sandbox.Control($"enquiries/{number}/change", new { notes = "second" });
        for (var run = 0; run < 3; run++)
        {
            await sandbox.Control("agent/run", new { });
        }

        var notes = new List<string>();
        while (!receiver.IsEmpty)
        {
            notes.Add(XElement.Load(new MemoryStream((await receiver.Next()).Body)).Element("StatusLogNotes")!.Value);
        }

        var attempts = (await sandbox.Get("/confirm/control/agent/pushes")).GetProperty("attempts");
        Assert.Equal(["first", "first", "first", "second"], notes);
        Assert.Equal([500, 404, 200, 200], attempts.EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task A_receiver_that_is_away_costs_nothing_but_time()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await using (var receiver = await PushReceiver.Start())
        {
            await Point(sandbox, receiver, new { batchSeconds = 3600 });
        }

        var number = await sandbox.Raise(Ours);
        await sandbox.Control($"enquiries/{number}/change", new { notes = "n" });
        var run = await sandbox.Control("agent/run", new { });
        Assert.Equal(1, run.GetProperty("waiting").GetInt32());
        Assert.Equal("1", (await sandbox.Get("/confirm/control/counters")).GetProperty("counts").GetProperty("agent.failed").GetRawText());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task The_declaration_names_the_encoding(string encoding)
    {
        await using var receiver = await PushReceiver.Start();
        await using var sandbox = await ConfirmSandbox.Start();
        await Point(sandbox, receiver, new { encoding });
        var number = await sandbox.Raise(Ours);
        await sandbox.Control($"enquiries/{number}/change", new { notes = "Zoë — 世界" });
        var push = await receiver.Next();
        Assert.Equal("Zoë — 世界", XDocument.Load(new MemoryStream(push.Body)).Descendants("StatusLogNotes").Single().Value);
        var ascii = Encoding.ASCII.GetString(push.Body).Replace("\0", "", StringComparison.Ordinal);
        Assert.Contains($"encoding=\"{encoding}\"", ascii, StringComparison.Ordinal);
    }

    private static async Task Point(ConfirmSandbox sandbox, PushReceiver receiver, object more)
    {
        await sandbox.Control("agent", new { enabled = true, targetUrl = receiver.Url, externalSystemNumber = "7", batchSeconds = 0.02 });
        await sandbox.Control("agent", more);
    }
}
