using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Attaches a file: the file itself where ConfirmWeb is set up, otherwise an Enquiry Document with a link to it.</summary>
internal sealed class EnquiryDocuments(ConfirmClient client, FileUpload upload, ConfirmTimes times)
{
    private const int LongestNotes = 2000;

    public Task<Outcome<Written>> Attach(string enquiry, DraftFile file, Calls calls, CancellationToken cancel) =>
        upload.IsOn ? upload.Upload(enquiry, file, calls, cancel) : Link(enquiry, file, calls, cancel);

    /// <summary>No LoggedTime and no status go along: the link may come late, and it changes nothing but the documents.</summary>
    private async Task<Outcome<Written>> Link(string enquiry, DraftFile file, Calls calls, CancellationToken cancel)
    {
        var notes = Renderer.CutTo(LegalText.Clean(file.Description is { Length: > 0 } said ? said : file.Name).Text, LongestNotes);
        var operation = new ConfirmOperation("EnquiryUpdate", xml =>
        {
            xml.WriteElementString("EnquiryNumber", enquiry);
            xml.WriteStartElement("EnquiryDocument");
            xml.WriteElementString("DocumentNotes", notes);
            xml.WriteElementString("DocumentLocation", file.Link);
            xml.WriteEndElement();
        });
        return (await client.Ask(operation, writes: true, calls, cancel)).Match<Outcome<Written>>(
            answer => EnquiryValues.Written(answer, times, $"Added a link to {file.Name}.") is { } written
                ? written : ConfirmErrors.NoAnswer($"Confirm's {answer.Name} holds no enquiry number.", writes: true),
            fault => fault);
    }
}
