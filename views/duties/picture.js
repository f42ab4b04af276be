// The picture is ours, drawn from the rows; st.html would drop its links.
export default function ({ data, parentElement }) {
  parentElement.querySelector(".picture").innerHTML = data.svg;
}
