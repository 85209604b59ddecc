using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>A sandbox of its own for one test, with the key to its Kustomer stand-in, and the few calls that tests make.</summary>
public sealed class KustomerSandbox : RunningSandbox
{
    public const string Hannah = "5f2003110000000000000001";
    public const string AnneMarie = "5f2003110000000000000003";
    public const string Harbour = "5f1003110000000000000001";
    public const string HotWater = "5f4003110000000000000001";
    public const string Alice = "5f0803110000000000000002";

    private KustomerSandbox(WebApplication app) : base(app, "/kustomer")
    {
    }

    /// <summary>Sent with every call.</summary>
    public string Key { get; set; } = "demo-key";

    public static Task<KustomerSandbox> Start(params string[] arguments) => Start(TimeProvider.System, arguments);

    public static async Task<KustomerSandbox> Start(TimeProvider time, params string[] arguments)
    {
        return new KustomerSandbox(await Open("kustomer", time, arguments));
    }

    /// <summary>One request; the path begins after <c>/v1/</c>.</summary>
    public async Task<KustomerReply> Send(string method, string path, object? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address + "kustomer/v1/" + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, type);
        }

        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = answer.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
        return new KustomerReply((int)answer.StatusCode, json, text, answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Makes a record and returns its id.</summary>
    public async Task<string> Make(string path, object body) => (await Send("POST", path, body)).Data(201).GetProperty("id").GetString()!;

    /// <summary>Announces a file again under its id and sends its bytes with the form.</summary>
    public async Task Upload(string file, byte[] bytes)
    {
        var form = (await Send("PUT", "attachments/" + file, new { contentLength = bytes.Length })).Json.GetProperty("meta").GetProperty("upload");
        using var answer = await Post(form, bytes);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>Sends a form as it was given, the file last.</summary>
    public Task<HttpResponseMessage> Post(JsonElement form, byte[] bytes, bool fileFirst = false)
    {
        var content = new MultipartFormDataContent();
        if (fileFirst)
        {
            content.Add(new ByteArrayContent(bytes), "file", "file");
        }

        foreach (var field in form.GetProperty("fields").EnumerateObject())
        {
            content.Add(new StringContent(field.Value.GetString()!), field.Name);
        }

        if (!fileFirst)
        {
            content.Add(new ByteArrayContent(bytes), "file", "file");
        }

        return Http.PostAsync(new Uri(form.GetProperty("url").GetString()!), content);
    }

    public async Task<JsonElement> Attributes(string path) => (await Send("GET", path)).Data().GetProperty("attributes");
}

/// <summary>An answer, read.</summary>
public sealed record KustomerReply(int Status, JsonElement Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Data(int status = 200)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        return Json.GetProperty("data");
    }

    /// <summary>The error, which must have this status and code and blame this parameter.</summary>
    public JsonElement Refused(int status, string code, string? parameter = null)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        var error = Json.GetProperty("errors")[0];
        Assert.Equal((status, code, parameter), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString(), error.TryGetProperty("source", out var source) ? source.GetProperty("parameter").GetString() : null));
        return error;
    }
}
