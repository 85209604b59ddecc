using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Liaison.EndToEnd.Running;

/// <summary>The hub's API as an administrator uses it, to prepare what a page is to show and to look at what became of it.</summary>
public sealed class HubApi : IDisposable
{
    private readonly HttpClient http;

    private HubApi(HttpClient signedIn) => http = signedIn;

    public static async Task<HubApi> SignIn(Uri hub, string email, string password)
    {
        var http = new HttpClient { BaseAddress = hub };
        http.DefaultRequestHeaders.Add("X-Liaison", "1");
        using var answer = await http.PostAsJsonAsync("/api/v1/session", new { email, password });
        answer.EnsureSuccessStatusCode();
        return new HubApi(http);
    }

    public async Task<JsonElement> Get(string path) => await Answer(await http.GetAsync(new Uri($"/api/v1{path}", UriKind.Relative)));

    /// <param name="version">The version that was seen, where the route asks for it.</param>
    public async Task<JsonElement> Post(string path, object? body = null, int? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}") { Content = JsonContent.Create(body) };
        if (version is { } seen)
        {
            request.Headers.Add("If-Match", $"\"{seen}\"");
        }
        return await Answer(await http.SendAsync(request));
    }

    /// <summary>Tells a fact as a contact centre does.</summary>
    public async Task Tell(object cloudEvent)
    {
        using var body = JsonContent.Create(cloudEvent, new System.Net.Http.Headers.MediaTypeHeaderValue("application/cloudevents+json"));
        await Answer(await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body));
    }

    public async Task<JsonElement> Patch(string path, object body) => await Answer(await http.PatchAsJsonAsync($"/api/v1{path}", body));

    /// <summary>Reads the document, lets it be changed, and puts it back with the version it had.</summary>
    public async Task<JsonElement> Put(string path, object body, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1{path}") { Content = JsonContent.Create(body) };
        request.Headers.Add("If-Match", $"\"{version}\"");
        return await Answer(await http.SendAsync(request));
    }

    public async Task<JsonElement> Upload(string caseId, string name, string type, byte[] bytes, string description)
    {
        using var form = new MultipartFormDataContent();
        using var text = new StringContent(description);
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new(type);
        form.Add(text, "description");
        form.Add(file, "file", name);
        return await Answer(await http.PostAsync(new Uri($"/api/v1/cases/{caseId}/attachments", UriKind.Relative), form));
    }

    /// <summary>Asks again until the answer is as wanted; the durable road needs its moment.</summary>
    public async Task<JsonElement> Until(string path, Func<JsonElement, bool> wanted)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var answer = await Get(path);
            if (wanted(answer))
            {
                return answer;
            }
            if (limit.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException($"{path} did not become what was wanted; it is {Short(answer)}");
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async Task<JsonElement> Connection(string name = "Confirm (stand-in)") => (await Get("/connections")).At("items").EnumerateArray().First(one => one.Text("name") == name);

    public async Task<Uri> ConfirmUrl() => new(new Uri((await Connection()).At("settings").Text("endpoint")), "/");

    /// <summary>A new service request, and the number of the enquiry that was raised for it.</summary>
    public async Task<(string Id, string Number, int Enquiry)> RaisedCase(string description, object? person = null)
    {
        var made = await Post("/cases", NewCase(description, "LG", "OTH", person));
        var id = made.Text("id");
        var raised = await Until($"/cases/{id}", one => one.At("references").GetArrayLength() > 0);
        return (id, raised.Text("number"), int.Parse(raised.At("references")[0].Text("record"), System.Globalization.CultureInfo.InvariantCulture));
    }

    public static object NewCase(string description, string service, string subject, object? person = null) => new
    {
        type = "service-request",
        values = new Dictionary<string, object> { ["category"] = "street", ["request_type"] = "Pothole", ["description"] = description, ["service"] = service, ["subject"] = subject, ["source"] = "TEL" },
        person = person ?? new { surname = "Okafor", forename = "Ada", email = "ada@example.org" },
    };

    public void Dispose() => http.Dispose();

    private static string Short(JsonElement answer) => answer.ToString() is { Length: > 2000 } whole ? $"{whole[..2000]}…" : answer.ToString();

    private static async Task<JsonElement> Answer(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? (text.Length == 0 ? default : JsonElement.Parse(text))
                : throw new HttpRequestException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} said {(int)answer.StatusCode}: {text}");
        }
    }
}

/// <summary>Reading JSON by name.</summary>
public static class JsonReading
{
    public static JsonElement At(this JsonElement element, params string[] names) => names.Aggregate(element, (at, name) => at.GetProperty(name));

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
