using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Confirm.Records;
using Microsoft.AspNetCore.StaticFiles;

namespace Liaison.Sandbox.Confirm.Web;

/// <summary>The part of ConfirmWeb that a document upload needs. The tenant segment is the connector's DatabaseId.</summary>
public static class ConfirmWebEndpoints
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        var tenant = routes.MapGroup("/confirmweb/api/{tenant}").AddEndpointFilter(async (call, next) =>
        {
            var known = string.Equals(call.HttpContext.Request.RouteValues["tenant"] as string, confirm.Settings.DatabaseId, StringComparison.OrdinalIgnoreCase);
            return known ? await next(call) : NotFoundPage();
        });
        tenant.MapPost("/oauth/token", Under(confirm, "token", (http, weather) => Token(http, confirm, weather)));
        tenant.MapPost("/centralEnquiries", Under(confirm, "upload", (http, _) => Upload(http, confirm)));
        tenant.MapGet("/enquiries/{number:int}", Under(confirm, "read", (http, _) => Task.FromResult(Enquiry(http, confirm, Number(http, "number")))));
        tenant.MapGet("/documents/0/ENQ/{number:int}/{document:int}", Under(confirm, "read", (http, _) => Task.FromResult(
            confirm.Tokens.Admits(http.Request) ? Document(confirm, Number(http, "number"), Number(http, "document")) : Results.Unauthorized())));
    }

    /// <summary>The bytes of a document with the type that its name suggests; also the control API's download.</summary>
    public static IResult Document(ConfirmStandIn confirm, int number, int document)
    {
        var stored = confirm.Enquiries.Find(number)?.Documents.FirstOrDefault(one => one.Number == document);
        return stored is not null && confirm.Documents.Get(number, document) is { } content
            ? Results.Bytes(content, ContentTypes.TryGetContentType(stored.Name, out var type) ? type : "application/octet-stream", stored.Name)
            : NotFoundPage();
    }

    /// <summary>Counts the request and lets the fault switches have their way with it.</summary>
    private static Func<HttpContext, Task<IResult>> Under(ConfirmStandIn confirm, string operation, Func<HttpContext, Weather, Task<IResult>> work) => async http =>
    {
        confirm.Counters.Count("web." + operation);
        var weather = Weather.Next(confirm.Faults, FaultEndpoint.Web, [operation]);
        if (weather.DelayBefore > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(weather.DelayBefore), confirm.Time, http.RequestAborted);
        }

        if (weather.Before is { } before)
        {
            return new FaultResult(before);
        }

        var result = weather.RefuseCredentials && operation != "token" ? Results.Unauthorized() : await work(http, weather);
        if (weather.DelayAfter > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(weather.DelayAfter), confirm.Time, http.RequestAborted);
        }

        return weather.After is { } after ? new FaultResult(after) : result;
    };

    private static int Number(HttpContext http, string route) => int.Parse((string)http.Request.RouteValues[route]!, CultureInfo.InvariantCulture);

    private static async Task<IResult> Token(HttpContext http, ConfirmStandIn confirm, Weather weather)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
        {
            return Results.Json(new { error = "unsupported_grant_type" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var (user, password) = Basic(http.Request.Headers.Authorization.ToString());
        if (weather.RefuseCredentials || !confirm.Lockout.Admits(confirm.Settings, user, password))
        {
            confirm.Counters.Count("credentials.refused");
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        var seconds = confirm.Settings.TokenSeconds;
        return Results.Json(new { access_token = confirm.Tokens.Issue(user!, confirm.Settings.DatabaseId, seconds), token_type = "bearer", expires_in = seconds });
    }

    private static async Task<IResult> Upload(HttpContext http, ConfirmStandIn confirm)
    {
        if (!confirm.Tokens.Admits(http.Request))
        {
            return Results.Unauthorized();
        }

        UploadForm form;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            form = UploadForm.Read(body.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return Results.Json(new { message = wrong.Message }, statusCode: StatusCodes.Status400BadRequest);
        }

        var changed = confirm.Enquiries.Change(form.Number, enquiry => enquiry with { Documents = [.. enquiry.Documents, .. form.Documents.Select((document, index) => Store(confirm, enquiry, document, index))] });
        return changed is null
            ? Results.Json(new { message = $"Enquiry {form.Number} does not exist." }, statusCode: StatusCodes.Status404NotFound)
            : Results.Json(new { });
    }

    private static StoredDocument Store(ConfirmStandIn confirm, Enquiry enquiry, UploadForm.Document document, int index)
    {
        var number = enquiry.Documents.Length + index + 1;
        confirm.Documents.Put(enquiry.Number, number, document.Content);
        confirm.Counters.Count("documents");
        return new StoredDocument(number, document.Name, document.Notes, document.Content.Length, Convert.ToHexStringLower(SHA256.HashData(document.Content)));
    }

    /// <summary>Reading is where the customer's name and e-mail are told: the SOAP connector keeps them to itself.</summary>
    private static IResult Enquiry(HttpContext http, ConfirmStandIn confirm, int number)
    {
        if (!confirm.Tokens.Admits(http.Request))
        {
            return Results.Unauthorized();
        }

        if (confirm.Enquiries.Find(number) is not { } enquiry)
        {
            return NotFoundPage();
        }

        object[] customers = enquiry.Customer is not { } customer ? [] :
        [
            new
            {
                contact = new
                {
                    fullName = $"{customer.GetValueOrDefault("CustomerForename")} {customer.GetValueOrDefault("CustomerSurname")}".Trim(),
                    email = customer.GetValueOrDefault("CustomerEmail"),
                },
            },
        ];
        return Results.Json(new
        {
            enquiryNumber = number,
            jobNumber = enquiry.JobNumber,
            customers,
            documents = enquiry.Documents.Select(document => new { documentNo = document.Number, fileName = document.Name, documentNotes = document.Notes }),
        });
    }

    private static IResult NotFoundPage() =>
        Results.Content("<!DOCTYPE html><html><body><h1>404 - Not Found</h1></body></html>", "text/html", Encoding.UTF8, StatusCodes.Status404NotFound);

    private static (string? User, string? Password) Basic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return (null, null);
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? (pair[0], pair[1]) : (null, null);
    }

    private sealed record FaultResult(FaultSwitch Strike) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => FaultAnswer.Write(httpContext, Strike);
    }
}
