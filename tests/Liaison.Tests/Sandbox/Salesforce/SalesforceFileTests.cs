using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceFileTests
{
    private static readonly byte[] Sound = [0xFF, 0xFB, 0x90, 0x00, 1, 2, 3];

    [Fact]
    public async Task A_file_in_a_form_of_two_parts_is_stored_linked_and_read_back()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var @case = await sandbox.Create("Case", new { Subject = "With a recording" });
        using var form = Form($$"""{"Title":"Call","PathOnClient":"call.mp3","FirstPublishLocationId":"{{@case}}"}""");
        var id = (await sandbox.Send("POST", "sobjects/ContentVersion", form)).Made();
        var version = await sandbox.Get("ContentVersion", id);
        Assert.Equal(("mp3", "MP3", Sound.Length), (version.GetProperty("FileExtension").GetString(), version.GetProperty("FileType").GetString(), version.GetProperty("ContentSize").GetInt32()));
        Assert.Equal(Sound, (await sandbox.Send("GET", "/salesforce" + version.GetProperty("VersionData").GetString())).Bytes);
        var document = version.GetProperty("ContentDocumentId").GetString();
        Assert.Equal([document!], await sandbox.Column($"SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = '{@case}'", "ContentDocumentId"));
        Assert.Equal([id], await sandbox.Column($"SELECT LatestPublishedVersionId FROM ContentDocument WHERE Id = '{document}'", "LatestPublishedVersionId"));
    }

    [Fact]
    public async Task A_file_in_JSON_is_linked_by_a_link_of_its_own_and_only_once()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var task = await sandbox.Create("Task", new { Subject = "Call" });
        var version = await sandbox.Create("ContentVersion", new { PathOnClient = "Grüße.txt", VersionData = Convert.ToBase64String(Encoding.UTF8.GetBytes("Grüße")) });
        var document = (await sandbox.Get("ContentVersion", version)).GetProperty("ContentDocumentId").GetString();
        var link = new { ContentDocumentId = document, LinkedEntityId = task, ShareType = "V", Visibility = "AllUsers" };
        await sandbox.Create("ContentDocumentLink", link);
        (await sandbox.Send("POST", "sobjects/ContentDocumentLink", link)).Refused("DUPLICATE_VALUE");
        Assert.Equal("Grüße", Encoding.UTF8.GetString((await sandbox.Send("GET", $"sobjects/ContentVersion/{version}/VersionData")).Bytes));
    }

    [Fact]
    public async Task A_new_version_replaces_the_latest()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var first = await sandbox.Create("ContentVersion", new { PathOnClient = "a.txt", VersionData = "MQ==" });
        var document = (await sandbox.Get("ContentVersion", first)).GetProperty("ContentDocumentId").GetString();
        var second = await sandbox.Create("ContentVersion", new { PathOnClient = "a.txt", VersionData = "Mg==", ContentDocumentId = document });
        Assert.Equal([second], await sandbox.Column($"SELECT Id FROM ContentVersion WHERE ContentDocumentId = '{document}' AND IsLatest = true", "Id"));
        Assert.Equal("2", (await sandbox.Get("ContentVersion", second)).GetProperty("VersionNumber").GetString());
    }

    [Fact]
    public async Task Some_organisations_refuse_inferred_sharing()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { refuseInferredSharing = true });
        var task = await sandbox.Create("Task", new { Subject = "Call" });
        var version = await sandbox.Create("ContentVersion", new { PathOnClient = "a.txt", VersionData = "MQ==" });
        var document = (await sandbox.Get("ContentVersion", version)).GetProperty("ContentDocumentId").GetString();
        Assert.Equal("Invalid sharing type I", (await sandbox.Send("POST", "sobjects/ContentDocumentLink", new { ContentDocumentId = document, LinkedEntityId = task, ShareType = "I" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY"));
        await sandbox.Create("ContentDocumentLink", new { ContentDocumentId = document, LinkedEntityId = task, ShareType = "V" });
    }

    [Theory]
    [InlineData("""{"Title":"x","PathOnClient":"a.txt"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"Title":"x","VersionData":"MQ=="}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"PathOnClient":"a.txt","VersionData":"not base64!"}""", "JSON_PARSER_ERROR")]
    public async Task A_file_without_a_name_or_bytes_is_refused(string record, string code)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        (await sandbox.Send("POST", "sobjects/ContentVersion", record)).Refused(code);
    }

    [Fact]
    public async Task A_form_whose_first_part_is_no_record_is_refused()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        using var form = Form("{}", "text/plain");
        (await sandbox.Send("POST", "sobjects/ContentVersion", form)).Refused("INVALID_MULTIPART_REQUEST");
    }

    [Fact]
    public async Task An_enhanced_note_is_a_file_of_escaped_HTML_that_can_be_linked()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var @case = await sandbox.Create("Case", new { Subject = "Noted" });
        var note = await sandbox.Create("ContentNote", new { Title = "Call notes", Content = Base64("<p>Tom &amp; Jerry</p>") });
        await sandbox.Create("ContentDocumentLink", new { ContentDocumentId = note, LinkedEntityId = @case });
        Assert.Equal(["SNOTE"], await sandbox.Column($"SELECT FileType FROM ContentDocument WHERE Id = '{note}'", "FileType"));
        Assert.Equal("Tom &amp; Jerry", (await sandbox.Get("ContentNote", note)).GetProperty("TextPreview").GetString());
        (await sandbox.Send("POST", "sobjects/ContentNote", new { Title = "Bad", Content = Base64("Tom & Jerry") })).Refused("INVALID_INPUT");
    }

    [Fact]
    public async Task A_plain_note_and_an_attachment_hang_on_their_parent()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var @case = await sandbox.Create("Case", new { Subject = "Parent" });
        await sandbox.Create("Note", new { ParentId = @case, Title = "N", Body = "Text" });
        (await sandbox.Send("POST", "sobjects/Note", new { ParentId = @case, Title = new string('x', 81) })).Refused("STRING_TOO_LONG");
        var attachment = await sandbox.Create("Attachment", new { ParentId = @case, Name = "a.bin", Body = Convert.ToBase64String(Sound) });
        Assert.Equal(Sound, (await sandbox.Send("GET", $"sobjects/Attachment/{attachment}/Body")).Bytes);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static MultipartFormDataContent Form(string record, string type = "application/json")
    {
        var form = new MultipartFormDataContent { { new StringContent(record, Encoding.UTF8, type), "entity_content" } };
        var content = new ByteArrayContent(Sound);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "VersionData", "call.mp3");
        return form;
    }
}
